// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Whether the first record of a delimited file names its columns, decided by content, with the reason. */
record HeaderGuess(boolean present, String reason) {

    private static final Pattern IDENTIFIER = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_.\\-]{0,39}");
    private static final int LONGEST_NAME = 60;

    /** @param named columns the user speaks of */
    static HeaderGuess of(List<List<String>> records, Set<String> named) {
        if (records.isEmpty()) {
            return new HeaderGuess(false, "the file has no records");
        }
        List<String> first = records.get(0).stream().map(String::strip).toList();
        List<List<String>> below = records.subList(1, records.size());
        for (String cell : first) {
            if (named.contains(cell)) {
                return new HeaderGuess(true, "the first record has the column \"" + cell + "\" that was asked for");
            }
        }
        if (countsFromZero(first) && !below.isEmpty()) {
            return new HeaderGuess(true, "the first record counts the columns");
        }
        HeaderGuess byItself = byFirst(first);
        return byItself != null ? byItself : byRest(first, below);
    }

    private static @Nullable HeaderGuess byFirst(List<String> first) {
        for (int i = 0; i < first.size(); i++) {
            String cell = first.get(i);
            if (Decimals.isNumber(cell)) {
                return new HeaderGuess(false, "the first record holds the number " + cell);
            }
            if ((cell.isEmpty() && i > 0) || cell.length() > LONGEST_NAME) {
                return new HeaderGuess(false, "the first record holds an empty or a long value");
            }
        }
        for (String cell : first) {
            if (ColumnNames.known(cell)) {
                return new HeaderGuess(true, "the first record holds the usual column name \"" + cell + "\"");
            }
        }
        if (new HashSet<>(first).size() < first.size()) {
            return new HeaderGuess(false, "the first record holds a value twice");
        }
        return null;
    }

    private static HeaderGuess byRest(List<String> first, List<List<String>> below) {
        for (int i = 0; i < first.size(); i++) {
            int column = i;
            List<String> values = below.stream()
                    .filter(r -> r.size() > column)
                    .map(r -> r.get(column).strip())
                    .filter(v -> !v.isEmpty())
                    .toList();
            if (!values.isEmpty() && values.stream().allMatch(Decimals::isNumber)) {
                return new HeaderGuess(true, "column " + i + " holds numbers except in the first record");
            }
            if (values.contains(first.get(i))) {
                return new HeaderGuess(false, "the value \"" + first.get(i) + "\" of the first record comes again");
            }
        }
        boolean names = first.size() > 1
                && below.size() > 1
                && first.stream().allMatch(c -> IDENTIFIER.matcher(c).matches());
        return new HeaderGuess(
                names,
                names ? "the first record holds single words that never come again" : "nothing marks the first record");
    }

    private static boolean countsFromZero(List<String> first) {
        for (int i = 0; i < first.size(); i++) {
            if (!first.get(i).equals(Integer.toString(i))) {
                return false;
            }
        }
        return first.size() > 1;
    }
}
