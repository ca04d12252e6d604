// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

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
        ColumnFindings tokensFound = new ColumnFindings(tokensColumn, problems);
        List<Tagged> all = Values.checked(
                rows,
                tagsColumn,
                problems,
                (row, tagsFound) -> of(row, tokensColumn, tagsColumn, tokensFound, tagsFound));
        tokensFound.close();
        return all;
    }

    private static Tagged of(
            Row row, String tokensColumn, String tagsColumn, ColumnFindings tokensFound, ColumnFindings tagsFound) {
        List<String> tokens = strings(row, tokensColumn, tokensFound);
        List<String> tags = strings(row, tagsColumn, tagsFound);
        if (tokens == null || tags == null) {
            return new Tagged(List.of(), List.of());
        }
        if (tokens.size() != tags.size()) {
            tagsFound.add(
                    "data.unequal-tags",
                    row,
                    tags.size() + " tags for " + tokens.size() + " tokens",
                    "every token has one tag",
                    "make both lists equally long");
            return new Tagged(List.of(), List.of());
        }
        return new Tagged(tokens, tags);
    }

    /** Tokens without tags, for prediction. */
    public static List<List<String>> tokens(List<Row> rows, String column, Problems problems) {
        return Values.checked(rows, column, problems, (row, findings) -> {
            List<String> tokens = strings(row, column, findings);
            return tokens == null ? List.of() : tokens;
        });
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
