// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * A column as what a task needs. Each method gives one element per row, in order; a wrong value is a problem with file and
 * line, and its element is an empty stand-in: ask the problems before using the result.
 */
public final class Values {

    private static final int MOST_LABEL = 200;

    private Values() {}

    /** Texts as written, none of them blank; numbers and truth values count as text. */
    public static List<String> texts(List<Row> rows, String column, Problems problems) {
        return checked(rows, column, problems, (row, findings) -> text(row.value(column), row, findings));
    }

    private static String text(@Nullable Object value, Row row, ColumnFindings findings) {
        if (value instanceof List || value instanceof Map || value instanceof byte[]) {
            findings.add("data.not-a-text", row, kind(value), "a text is a string", "name the column of texts");
            return "";
        }
        if (value == null || value.toString().isBlank()) {
            findings.add("data.blank-text", row, kind(value), "every row has a text", "fill it, or remove the row");
            return "";
        }
        return value.toString();
    }

    /** What a task needs of a row; what is wrong is added to the findings. */
    @FunctionalInterface
    interface Reading<T> {
        T of(Row row, ColumnFindings findings);
    }

    /** All rows are looked at now, and read again where an element is asked for: rows may lie in a file. */
    static <T> List<T> checked(List<Row> rows, String column, Problems problems, Reading<T> reading) {
        ColumnFindings findings = new ColumnFindings(column, problems);
        rows.forEach(row -> reading.of(row, findings));
        findings.close();
        return ListView.made(rows.size(), i -> reading.of(rows.get(i), findings));
    }

    /** One label per row, spelled as in the file. */
    public static List<String> labels(List<Row> rows, String column, Problems problems) {
        return checked(rows, column, problems, (row, findings) -> label(row.value(column), row, findings));
    }

    /** Whether labels of this column are lists, as JSON and Parquet can hold them. */
    public static boolean areLists(List<Row> rows, String column) {
        return rows.stream().anyMatch(r -> r.value(column) instanceof List);
    }

    /**
     * Any number of labels per row, without repeats.
     *
     * @param separator of labels in a string; null where only lists are allowed. A string in brackets is a JSON array.
     */
    public static List<List<String>> labelSets(
            List<Row> rows, String column, @Nullable String separator, Problems problems) {
        return checked(rows, column, problems, (row, findings) -> labelSet(row, column, separator, findings));
    }

    private static List<String> labelSet(Row row, String column, @Nullable String separator, ColumnFindings findings) {
        Object value = row.value(column);
        Set<String> set = new LinkedHashSet<>();
        if (value instanceof String text && separator != null) {
            value = text.startsWith("[") ? JsonText.list(text) : split(text, separator);
        }
        if (value instanceof List<?> list) {
            list.forEach(element -> set.add(label(element, row, findings)));
        } else {
            findings.add(
                    "data.not-a-list",
                    row,
                    kind(row.value(column)),
                    "several labels are a list, [\"a\", \"b\"]; in a string only with labels: multiple",
                    "write a JSON array, or an empty one where no label applies");
        }
        return List.copyOf(set);
    }

    /** Finite numbers; a wrong one stands as NaN. */
    public static double[] targets(List<Row> rows, String column, Problems problems) {
        double[] targets = new double[rows.size()];
        ColumnFindings findings = new ColumnFindings(column, problems);
        for (int i = 0; i < targets.length; i++) {
            Row row = rows.get(i);
            Object value = row.value(column);
            boolean scalar = value instanceof String || value instanceof Numeral;
            String text = scalar ? String.valueOf(value).strip() : "";
            targets[i] = Decimals.isNumber(text) ? Double.parseDouble(text) : Double.NaN;
            if (!Double.isFinite(targets[i])) {
                targets[i] = Double.NaN;
                boolean comma = Decimals.isNumber(text.replace(',', '.'));
                findings.add(
                        "data.not-a-number",
                        row,
                        kind(value),
                        "a regression target is a finite decimal number",
                        comma ? "write the decimal point as a point" : "give the number, or remove the row");
            }
        }
        findings.close();
        return targets;
    }

    static String label(@Nullable Object value, Row row, ColumnFindings findings) {
        if (value instanceof List || value instanceof Map || value instanceof byte[]) {
            findings.add(
                    "data.not-a-label",
                    row,
                    kind(value),
                    "a label is a string, a number or a truth value",
                    "name the column of labels; for several labels per row set labels: multiple");
            return "";
        }
        if (value == null || value.toString().isBlank()) {
            findings.add("data.blank-label", row, kind(value), "every row has a label", "fill it, or remove the row");
            return "";
        }
        String label = value.toString();
        if (label.length() > MOST_LABEL) {
            findings.add(
                    "data.long-label",
                    row,
                    "a label of " + label.length() + " characters, " + Problem.quote(label),
                    "a label has at most " + MOST_LABEL + " characters",
                    "name the column of labels");
        }
        return label;
    }

    static String kind(@Nullable Object value) {
        if (value == null) {
            return "nothing";
        }
        if (value instanceof byte[]) {
            return "bytes";
        }
        return (value instanceof List ? "a list, " : value instanceof Map ? "an object, " : "") + Problem.quote(value);
    }

    private static List<String> split(String text, String separator) {
        List<String> parts = new ArrayList<>();
        for (String part : text.split(Pattern.quote(separator), -1)) {
            if (!part.isBlank()) {
                parts.add(part.strip());
            }
        }
        return parts;
    }
}
