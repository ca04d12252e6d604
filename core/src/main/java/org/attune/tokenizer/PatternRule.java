// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

/**
 * Patterns of Split and Replace. The native regex engine backtracks and ends the whole process when one match takes more
 * than ten million tries, so the tries are bounded here before it sees the pattern. What is left: matching can still take
 * time that grows with the square of a run of equal characters ({@code \s+$} on a million blanks).
 */
final class PatternRule {

    /** The longest text that is given to the native side, in UTF-16 units. */
    static final int LONGEST_TEXT = 1_000_000;

    /** With {@link #LONGEST_TEXT} less than the engine's ten million; the patterns of known models need at most 4. */
    private static final int MOST_TRIES_PER_CHARACTER = 8;

    private static final int MOST_TRIES = 1_000_000;
    private static final int LONGEST = 4096;

    private PatternRule() {}

    static void check(Place pattern) {
        Place literal = pattern.at("String");
        Place regex = pattern.at("Regex");
        if (literal.isAbsent() == regex.isAbsent()) {
            pattern.bad("an object with either String or Regex");
        } else if (regex.isAbsent()) {
            Rule.text(1, LONGEST).check(literal);
        } else {
            Rule.text(1, LONGEST).check(regex);
            checkRegex(regex);
        }
    }

    private static void checkRegex(Place regex) {
        try {
            Count tries = PatternReader.read(regex.text()).cost();
            if (tries.beyond() || tries.linear() > MOST_TRIES_PER_CHARACTER || tries.constant() > MOST_TRIES) {
                regex.bad("a pattern whose repetitions cannot be tried again for each other");
            }
        } catch (PatternReader.Refusal e) {
            regex.bad("a pattern without " + e.reason());
        }
    }

    /** A pattern whose matches are replaced: the native side ends the process at an empty match behind the last character. */
    static void checkReplaced(Place pattern) {
        check(pattern);
        Place regex = pattern.at("Regex");
        try {
            if (!regex.isAbsent() && PatternReader.read(regex.text()).nullable()) {
                regex.bad("a pattern that matches at least one character");
            }
        } catch (PatternReader.Refusal e) {
            regex.bad("a pattern without " + e.reason());
        }
    }
}
