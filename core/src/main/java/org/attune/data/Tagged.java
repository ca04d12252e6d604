// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.ArrayList;
import java.util.List;
import org.attune.problem.Problems;
import org.jspecify.annotations.Nullable;

/** A sentence and the tag of each of its tokens. */
public record Tagged(List<String> tokens, List<String> tags) {

    /**
     * Tokens and tags as lists, also as JSON arrays in a text field; one element per row. A wrong row is a problem and reads as
     * an empty sentence.
     */
    public static List<Tagged> of(List<Row> rows, String tokensColumn, String tagsColumn, Problems problems) {
        List<Tagged> all = new ArrayList<>(rows.size());
        ColumnFindings tokensFound = new ColumnFindings(tokensColumn, problems);
        ColumnFindings tagsFound = new ColumnFindings(tagsColumn, problems);
        for (Row row : rows) {
            List<String> tokens = strings(row, tokensColumn, tokensFound);
            List<String> tags = strings(row, tagsColumn, tagsFound);
            if (tokens == null || tags == null) {
                all.add(new Tagged(List.of(), List.of()));
                continue;
            }
            if (tokens.size() != tags.size()) {
                tagsFound.add(
                        "data.unequal-tags",
                        row,
                        tags.size() + " tags for " + tokens.size() + " tokens",
                        "every token has one tag",
                        "make both lists equally long");
                all.add(new Tagged(List.of(), List.of()));
                continue;
            }
            all.add(new Tagged(tokens, tags));
        }
        tokensFound.close();
        tagsFound.close();
        return all;
    }

    /** Tokens without tags, for prediction. */
    public static List<List<String>> tokens(List<Row> rows, String column, Problems problems) {
        ColumnFindings findings = new ColumnFindings(column, problems);
        List<List<String>> all = new ArrayList<>(rows.size());
        for (Row row : rows) {
            List<String> tokens = strings(row, column, findings);
            all.add(tokens == null ? List.of() : tokens);
        }
        findings.close();
        return all;
    }

    private static @Nullable List<String> strings(Row row, String column, ColumnFindings findings) {
        Object value = row.value(column);
        List<?> list = value instanceof String text ? JsonText.list(text) : value instanceof List<?> l ? l : null;
        if (list != null && !list.isEmpty() && list.stream().allMatch(Tagged::isWord)) {
            return list.stream().map(Object::toString).toList();
        }
        findings.add(
                "data.not-tokens",
                row,
                Values.kind(value),
                "tokens and tags are lists of strings that are not blank, [\"a\", \"b\"]",
                "write a JSON array, or use the CoNLL format");
        return null;
    }

    private static boolean isWord(@Nullable Object element) {
        return element instanceof Numeral || (element instanceof String text && !text.isBlank());
    }
}
