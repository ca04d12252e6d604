// SPDX-License-Identifier: Apache-2.0
package org.attune.data.augment;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.attune.statistics.KeyedDraws;

/**
 * English short forms made long, and long ones short: those alone that mean one thing (<em>it's</em> may be <em>it has</em>), and never at
 * the end of a clause (<em>yes, I am</em>).
 */
final class Contractions {

    private static final String VERBS = "do|does|did|is|are|was|were|has|have|had|would|could|should|must|need";
    private static final String MARK = "['\u2019]";

    private static final Map<Pattern, Function<MatchResult, String>> RULES = rules();

    private Contractions() {}

    /** One place that can be written otherwise is. */
    static String change(String text, KeyedDraws draws) {
        List<String> others = new ArrayList<>();
        RULES.forEach((pattern, written) -> pattern.matcher(text)
                .results()
                .forEach(found -> others.add(
                        text.substring(0, found.start()) + written.apply(found) + text.substring(found.end()))));
        return others.isEmpty() ? text : others.get(draws.below(others.size()));
    }

    private static Map<Pattern, Function<MatchResult, String>> rules() {
        Map<Pattern, Function<MatchResult, String>> rules = new LinkedHashMap<>();
        longer(rules, "(" + VERBS + ")n" + MARK + "t", " not");
        whole(rules, "(can)" + MARK + "t", "cannot");
        whole(rules, "(wo)n" + MARK + "t", "will not");
        whole(rules, "(sha)n" + MARK + "t", "shall not");
        longer(rules, "(I)" + MARK + "m", " am");
        longer(rules, "(you|we|they)" + MARK + "re", " are");
        longer(rules, "(I|you|we|they)" + MARK + "ve", " have");
        longer(rules, "(I|you|he|she|it|we|they)" + MARK + "ll", " will");
        shorter(rules, "(" + VERBS + ") not", "n't");
        whole(rules, "(can)not(?= \\p{L})", "can't");
        whole(rules, "(will) not(?= \\p{L})", "won't");
        whole(rules, "(shall) not(?= \\p{L})", "shan't");
        shorter(rules, "(I) am", "'m");
        shorter(rules, "(you|we|they) are", "'re");
        shorter(rules, "(I|you|we|they) have", "'ve");
        shorter(rules, "(I|you|he|she|it|we|they) will", "'ll");
        return rules;
    }

    private static void longer(Map<Pattern, Function<MatchResult, String>> rules, String form, String end) {
        rules.put(word(form), found -> found.group(1) + like(found.group().substring(1), end));
    }

    private static void shorter(Map<Pattern, Function<MatchResult, String>> rules, String form, String end) {
        rules.put(
                word(form + "(?= \\p{L})"),
                found -> found.group(1) + like(found.group().substring(1), end));
    }

    private static void whole(Map<Pattern, Function<MatchResult, String>> rules, String form, String other) {
        rules.put(word(form), found -> {
            String same = like(found.group().substring(1), other);
            boolean large = Character.isUpperCase(found.group().charAt(0));
            return large ? same.substring(0, 1).toUpperCase(Locale.ROOT) + same.substring(1) : same;
        });
    }

    private static Pattern word(String form) {
        return Pattern.compile(
                "(?<![\\p{L}\\p{N}'\u2019])" + form + "(?![\\p{L}\\p{N}'\u2019])", Pattern.CASE_INSENSITIVE);
    }

    /** In large letters where the example has no small one. */
    private static String like(String example, String form) {
        boolean large = example.chars().noneMatch(Character::isLowerCase);
        return large ? form.toUpperCase(Locale.ROOT) : form;
    }
}
