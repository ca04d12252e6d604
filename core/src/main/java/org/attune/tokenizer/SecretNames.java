// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Random names for special tokens, one for each: what no text can hold. Letters behind a character of private use, because
 * normalizers leave those as they are; a name begins and ends with a letter where its token does, because a neighbour that
 * has to stand alone ({@code single_word}) looks at what is beside it.
 */
final class SecretNames {

    private static final char MARK = '\uE0A7';
    private static final int RANDOM = 18;
    private static final int NUMBER = 5;

    private final String prefix;
    private final List<String> tokens;
    private final Map<String, String> names = new HashMap<>();

    SecretNames(Set<String> special) {
        SecureRandom random = new SecureRandom();
        StringBuilder start = new StringBuilder().append(MARK);
        for (int i = 0; i < RANDOM; i++) {
            start.append((char) ('a' + random.nextInt(26)));
        }
        prefix = start.toString();
        tokens = new ArrayList<>(special);
        for (int i = 0; i < tokens.size(); i++) {
            String token = tokens.get(i);
            char first = isWord(token.codePointAt(0)) ? 'w' : MARK;
            char last = isWord(token.codePointBefore(token.length())) ? 'w' : MARK;
            names.put(token, first + prefix + letters(i) + last);
        }
    }

    private static String letters(int number) {
        StringBuilder letters = new StringBuilder();
        for (int i = 0, rest = number; i < NUMBER; i++, rest /= 26) {
            letters.append((char) ('a' + rest % 26));
        }
        return letters.toString();
    }

    private static boolean isWord(int character) {
        return switch (Character.getType(character)) {
            case Character.NON_SPACING_MARK,
                    Character.COMBINING_SPACING_MARK,
                    Character.ENCLOSING_MARK,
                    Character.CONNECTOR_PUNCTUATION -> true;
            default -> Character.isLetterOrDigit(character);
        };
    }

    boolean has(String token) {
        return names.containsKey(token);
    }

    /** The secret name of a special token; any other token as it is. */
    String of(String token) {
        return names.getOrDefault(token, token);
    }

    /** A text in which every secret name is the token again. */
    String restored(String text) {
        int at = text.indexOf(prefix);
        if (at < 0) {
            return text;
        }
        StringBuilder restored = new StringBuilder();
        int from = 0;
        for (; at >= 0; at = text.indexOf(prefix, from)) {
            int number = at + prefix.length();
            int end = number + NUMBER + 1;
            restored.append(text, from, Math.max(from, at - 1));
            restored.append(end <= text.length() ? token(text.substring(number, number + NUMBER)) : "");
            from = Math.min(end, text.length());
        }
        return restored.append(text, from, text.length()).toString();
    }

    private String token(String letters) {
        int number = 0;
        for (int i = NUMBER - 1; i >= 0; i--) {
            number = number * 26 + letters.charAt(i) - 'a';
        }
        return number >= 0 && number < tokens.size() ? tokens.get(number) : "";
    }
}
