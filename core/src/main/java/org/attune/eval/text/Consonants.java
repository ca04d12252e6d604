// SPDX-License-Identifier: Apache-2.0
package org.attune.eval.text;

/**
 * What Porter's rules ask of a word. A vowel is a, e, i, o, u, or y after a consonant; whatever else, digits too, is a consonant.
 */
final class Consonants {

    private Consonants() {}

    /** Per letter, {@code [length]}. */
    static boolean[] of(CharSequence word) {
        boolean[] consonants = new boolean[word.length()];
        for (int i = 0; i < consonants.length; i++) {
            char letter = word.charAt(i);
            consonants[i] = letter == 'y' ? i == 0 || !consonants[i - 1] : "aeiou".indexOf(letter) < 0;
        }
        return consonants;
    }

    /** Porter's m: how often a consonant follows a vowel. */
    static int measure(CharSequence word) {
        boolean[] consonants = of(word);
        int measure = 0;
        for (int i = 1; i < consonants.length; i++) {
            measure += consonants[i] && !consonants[i - 1] ? 1 : 0;
        }
        return measure;
    }

    static boolean anyVowel(CharSequence word) {
        for (boolean consonant : of(word)) {
            if (!consonant) {
                return true;
            }
        }
        return false;
    }

    static boolean endsDouble(CharSequence word) {
        int last = word.length() - 1;
        return last > 0 && word.charAt(last) == word.charAt(last - 1) && of(word)[last];
    }

    /** Porter's *o: ends consonant, vowel, consonant but w, x and y; also a word of just a vowel and a consonant. */
    static boolean endsShort(CharSequence word) {
        boolean[] consonants = of(word);
        int last = consonants.length - 1;
        if (last < 1 || !consonants[last] || consonants[last - 1]) {
            return false;
        }
        return last == 1 || (consonants[last - 2] && "wxy".indexOf(word.charAt(last)) < 0);
    }
}
