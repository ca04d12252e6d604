// SPDX-License-Identifier: Apache-2.0
package org.attune.data.augment;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text as words and what stands between them; put together again it is the same text. */
final class Words {

    private static final Pattern WORD = Pattern.compile(
            "[\\p{L}\\p{M}\\p{N}]+(?:['\u2019][\\p{L}\\p{M}\\p{N}]+)*", Pattern.UNICODE_CHARACTER_CLASS);

    private final List<String> words = new ArrayList<>();
    /** One more than words: before the first, between two, after the last. */
    private final List<String> gaps = new ArrayList<>();

    private Words() {}

    static Words of(String text) {
        Words found = new Words();
        Matcher word = WORD.matcher(text);
        int end = 0;
        while (word.find()) {
            found.gaps.add(text.substring(end, word.start()));
            found.words.add(word.group());
            end = word.end();
        }
        found.gaps.add(text.substring(end));
        return found;
    }

    int count() {
        return words.size();
    }

    List<String> list() {
        return List.copyOf(words);
    }

    String get(int word) {
        return words.get(word);
    }

    void set(int word, String other) {
        words.set(word, other);
    }

    /** With what stands behind it; the last one with what stands before it. */
    void remove(int word) {
        gaps.remove(word < words.size() - 1 ? word + 1 : word);
        words.remove(word);
    }

    /** Puts a mark and a blank before a word. */
    void mark(int word, String mark) {
        gaps.set(word, gaps.get(word) + mark + " ");
    }

    String text() {
        StringBuilder text = new StringBuilder(gaps.get(0));
        for (int word = 0; word < words.size(); word++) {
            text.append(words.get(word)).append(gaps.get(word + 1));
        }
        return text.toString();
    }
}
