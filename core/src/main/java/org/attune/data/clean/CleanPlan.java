// SPDX-License-Identifier: Apache-2.0
package org.attune.data.clean;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.attune.data.personal.Kind;
import org.attune.problem.Problems;

/** What is to be done, in the order in which it is done. */
public record CleanPlan(Texts texts, Rows rows, Repeats repeats) {

    /** How texts are written in Unicode. */
    public enum Unicode {
        NFC,
        NFKC,
        KEEP
    }

    public enum Whitespace {
        TRIM,
        COLLAPSE,
        KEEP
    }

    public enum Missing {
        DROP,
        FILL,
        FLAG,
        KEEP
    }

    /** Which of several like rows stays. */
    public enum Keep {
        FIRST,
        LAST,
        LONGEST
    }

    /** What becomes of rows with equal inputs and different labels. */
    public enum Conflicts {
        KEEP,
        DROP,
        MAJORITY
    }

    /**
     * Changes of texts.
     *
     * @param redacted kinds of private data that a placeholder replaces
     */
    public record Texts(Unicode unicode, boolean mojibake, boolean html, Whitespace whitespace, Set<Kind> redacted) {
        public Texts {
            redacted = Set.copyOf(redacted);
        }
    }

    /**
     * Rows that stay, looked at one by one.
     *
     * @param fill what a missing value becomes
     * @param fewest characters of a text
     * @param most characters of a text
     * @param longestRun of one letter or digit
     */
    public record Rows(Missing missing, String fill, int fewest, int most, int longestRun) {
        public Rows {
            Problems problems = new Problems();
            if (fewest < 0 || most < Math.max(1, fewest)) {
                problems.add(
                        "data.length",
                        "--min-characters, --max-characters",
                        fewest + " and " + most,
                        "lengths are not negative, and the longest is not below the shortest",
                        "mend the numbers");
            }
            if (longestRun < 2) {
                problems.add(
                        "data.length",
                        "--max-run",
                        String.valueOf(longestRun),
                        "words double letters: at least 2",
                        "8 is a good start");
            }
            if (missing == Missing.FILL && fill.isBlank()) {
                problems.add("data.fill", "--fill", "nothing", "--missing fill says with what", "--fill VALUE");
            }
            problems.throwIfAny();
        }
    }

    /**
     * Rows that stay, held against each other.
     *
     * @param duplicates whether rows with the inputs and the label of another one go
     * @param near Jaccard similarity of shingles from which a row with the same label goes; 0: never
     */
    public record Repeats(boolean duplicates, double near, Keep keep, Conflicts conflicts) {
        public Repeats {
            Problems problems = new Problems();
            if (!(near >= 0 && near <= 1)) {
                problems.add(
                        "data.threshold",
                        "--near-duplicates",
                        String.valueOf(near),
                        "a similarity is above 0 and at most 1; 0 switches this off",
                        "0.8 finds sentences with one changed word");
            }
            problems.throwIfAny();
        }
    }

    /** As the manifest has it. */
    Map<String, Object> parameters() {
        Map<String, Object> all = new TreeMap<>();
        all.put("unicode", word(texts.unicode));
        all.put("mojibake", texts.mojibake);
        all.put("html", texts.html);
        all.put("whitespace", word(texts.whitespace));
        all.put("redacted", texts.redacted.stream().sorted().map(Kind::word).toList());
        all.put("missing", word(rows.missing));
        all.put("fill", rows.fill);
        all.put("min_characters", rows.fewest);
        all.put("max_characters", rows.most == Integer.MAX_VALUE ? "none" : rows.most);
        all.put("max_run", rows.longestRun == Integer.MAX_VALUE ? "none" : rows.longestRun);
        all.put("duplicates", repeats.duplicates ? "drop" : "keep");
        all.put("near_duplicates", repeats.near == 0 ? "keep" : repeats.near);
        all.put("keep", word(repeats.keep));
        all.put("conflicts", word(repeats.conflicts));
        return all;
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(java.util.Locale.ROOT);
    }
}
