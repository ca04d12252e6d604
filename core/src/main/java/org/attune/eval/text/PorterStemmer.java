// SPDX-License-Identifier: Apache-2.0
package org.attune.eval.text;

import java.util.Map;

/**
 * Takes the endings off English words: Porter, "An algorithm for suffix stripping" (1980), with the changes of NLTK's default
 * mode, which rouge_score uses: irregular words, -ies and -ied, -y only after a consonant, -alli twice, -fulli, -logi.
 */
final class PorterStemmer {

    private static final Map<String, String> IRREGULAR = Map.ofEntries(
            Map.entry("skies", "sky"),
            Map.entry("sky", "sky"),
            Map.entry("dying", "die"),
            Map.entry("lying", "lie"),
            Map.entry("tying", "tie"),
            Map.entry("news", "news"),
            Map.entry("innings", "inning"),
            Map.entry("inning", "inning"),
            Map.entry("outings", "outing"),
            Map.entry("outing", "outing"),
            Map.entry("cannings", "canning"),
            Map.entry("canning", "canning"),
            Map.entry("howe", "howe"),
            Map.entry("proceed", "proceed"),
            Map.entry("exceed", "exceed"),
            Map.entry("succeed", "succeed"));

    /** Step 2: of the endings that fit, the first decides. */
    private static final String[] DOUBLE_ENDINGS = {
        "ational ate",
        "tional tion",
        "enci ence",
        "anci ance",
        "izer ize",
        "bli ble",
        "alli al",
        "entli ent",
        "eli e",
        "ousli ous",
        "ization ize",
        "ation ate",
        "ator ate",
        "alism al",
        "iveness ive",
        "fulness ful",
        "ousness ous",
        "aliti al",
        "iviti ive",
        "biliti ble",
        "fulli ful"
    };

    private static final String[] ENDINGS = {"icate ic", "ative ", "alize al", "iciti ic", "ical ic", "ful ", "ness "};

    private static final String[] LAST_ENDINGS = {
        "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate",
        "iti", "ous", "ive", "ize"
    };

    private PorterStemmer() {}

    /** The stem of a word in lower case. */
    static String stem(String word) {
        String irregular = IRREGULAR.get(word);
        if (irregular != null || word.length() <= 2) {
            return irregular == null ? word : irregular;
        }
        String stem = yToI(past(plural(word)));
        return finalDouble(finalE(last(replaced(doubleEnding(stem), ENDINGS))));
    }

    private static String cut(String word, int letters) {
        return word.substring(0, word.length() - letters);
    }

    private static String plural(String word) {
        if (word.endsWith("ies")) {
            return cut(word, word.length() == 4 ? 1 : 2);
        }
        return word.endsWith("sses") ? cut(word, 2) : word.endsWith("s") && !word.endsWith("ss") ? cut(word, 1) : word;
    }

    private static String past(String word) {
        if (word.endsWith("ied")) {
            return cut(word, word.length() == 4 ? 1 : 2);
        } else if (word.endsWith("eed")) {
            return Consonants.measure(cut(word, 3)) > 0 ? cut(word, 1) : word;
        }
        String stem = word.endsWith("ed") ? cut(word, 2) : word.endsWith("ing") ? cut(word, 3) : "";
        if (!Consonants.anyVowel(stem)) {
            return word;
        } else if (stem.endsWith("at") || stem.endsWith("bl") || stem.endsWith("iz")) {
            return stem + "e";
        } else if (Consonants.endsDouble(stem)) {
            return "lsz".indexOf(stem.charAt(stem.length() - 1)) < 0 ? cut(stem, 1) : stem;
        }
        return Consonants.measure(stem) == 1 && Consonants.endsShort(stem) ? stem + "e" : stem;
    }

    private static String yToI(String word) {
        boolean afterConsonant = word.length() > 2 && Consonants.of(word)[word.length() - 2];
        return afterConsonant && word.endsWith("y") ? cut(word, 1) + "i" : word;
    }

    private static String doubleEnding(String word) {
        if (word.endsWith("alli") && Consonants.measure(cut(word, 4)) > 0) {
            return doubleEnding(cut(word, 2));
        }
        String stem = replaced(word, DOUBLE_ENDINGS);
        return word.endsWith("logi") && Consonants.measure(cut(word, 3)) > 0 ? cut(word, 1) : stem;
    }

    /** The first ending that fits is replaced where what stands before it has a measure. */
    private static String replaced(String word, String[] rules) {
        for (String rule : rules) {
            int blank = rule.indexOf(' ');
            if (word.endsWith(rule.substring(0, blank))) {
                String stem = cut(word, blank);
                return Consonants.measure(stem) > 0 ? stem + rule.substring(blank + 1) : word;
            }
        }
        return word;
    }

    private static String last(String word) {
        for (String ending : LAST_ENDINGS) {
            if (word.endsWith(ending)) {
                String stem = cut(word, ending.length());
                boolean kept = ending.equals("ion") && !stem.endsWith("s") && !stem.endsWith("t");
                return Consonants.measure(stem) > 1 && !kept ? stem : word;
            }
        }
        return word;
    }

    private static String finalE(String word) {
        if (!word.endsWith("e")) {
            return word;
        }
        String stem = cut(word, 1);
        int measure = Consonants.measure(stem);
        return measure > 1 || (measure == 1 && !Consonants.endsShort(stem)) ? stem : word;
    }

    private static String finalDouble(String word) {
        return word.endsWith("ll") && Consonants.measure(cut(word, 1)) > 1 ? cut(word, 1) : word;
    }
}
