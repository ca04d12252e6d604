// SPDX-License-Identifier: Apache-2.0
package org.attune.curation.labels;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.attune.data.Row;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.attune.problem.Similar;
import org.jspecify.annotations.Nullable;

/**
 * What is to become of a row.
 *
 * @param where the decision stands
 * @param label that the row had when it was judged
 * @param to the label that it gets; empty unless it is relabelled
 */
record Decision(String where, Verdict verdict, Optional<String> label, String to) {

    /** In the words of a file of decisions. */
    enum Verdict {
        KEEP,
        RELABEL,
        DROP;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** A row by its place in the files. */
    record Place(String file, long line) {}

    /**
     * Reads a line: {@code file line decision}, for {@code relabel} also {@code to} or {@code suggested}; a line without a decision says
     * nothing. What is wrong is added to the problems.
     */
    static @Nullable Decision read(Row row, Problems problems) {
        String word = text(row, "decision");
        if (word.isEmpty()) {
            return null;
        }
        List<String> words = List.of(Verdict.KEEP.word(), Verdict.RELABEL.word(), Verdict.DROP.word());
        if (!words.contains(word)) {
            problems.add(
                    "data.decision",
                    row.where(),
                    "decision " + Problem.quote(word),
                    "keep, relabel or drop",
                    Similar.hint(word, words));
            return null;
        }
        Verdict verdict = Verdict.valueOf(word.toUpperCase(Locale.ROOT));
        String to = text(row, "to").isEmpty() ? text(row, "suggested") : text(row, "to");
        if (verdict == Verdict.RELABEL && to.isEmpty()) {
            problems.add(
                    "data.decision",
                    row.where(),
                    "relabel without a label",
                    "a row is relabelled to a label",
                    "add \"to\": \"LABEL\"");
            return null;
        }
        String had = text(row, "label");
        return new Decision(
                row.where(),
                verdict,
                had.isEmpty() ? Optional.empty() : Optional.of(had),
                verdict == Verdict.RELABEL ? to : "");
    }

    /** Which row a line speaks of; null, and a problem, where it does not say. */
    static @Nullable Place place(Row row, Problems problems) {
        String file = text(row, "file");
        String line = text(row, "line");
        if (file.isEmpty() || !line.matches("[0-9]{1,18}")) {
            problems.add(
                    "data.decision",
                    row.where(),
                    "no file and line",
                    "a decision names its row: \"file\" and \"line\"",
                    "take the lines of suspects.jsonl and add \"decision\" to them");
            return null;
        }
        return new Place(file, Long.parseLong(line));
    }

    private static String text(Row row, String column) {
        Object value = row.value(column);
        return value == null ? "" : value.toString().strip();
    }
}
