// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a set of labelled rows looks like.
 *
 * @param labels how often each one comes, the most frequent first; a row with several labels counts for each
 * @param characters in code points
 * @param words between white space
 */
public record Description(
        int rows, Map<String, Integer> labels, Lengths characters, Lengths words, Duplicates duplicates) {

    /**
     * @param texts columns of the inputs
     * @param label column, or an empty name where there is none
     */
    public static Description of(List<Row> rows, Collection<String> texts, String label) {
        long[] characters = new long[rows.size()];
        long[] words = new long[rows.size()];
        Map<String, Integer> counts = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            for (String column : texts) {
                Object value = rows.get(i).value(column);
                if (value instanceof List<?> tokens) {
                    words[i] += tokens.size();
                } else if (value != null) {
                    String text = value.toString();
                    characters[i] += text.codePointCount(0, text.length());
                    words[i] += text.isBlank() ? 0 : text.strip().split("\\s+").length;
                }
            }
            Object value = label.isEmpty() ? null : rows.get(i).value(label);
            List<?> labels = value instanceof List<?> list ? list : value == null ? List.of() : List.of(value);
            labels.forEach(l -> counts.merge(String.valueOf(l), 1, Integer::sum));
        }
        Duplicates duplicates =
                Duplicates.within(rows, texts, r -> label.isEmpty() ? "" : String.valueOf(r.value(label)));
        return new Description(rows.size(), sorted(counts), Lengths.of(characters), Lengths.of(words), duplicates);
    }

    private static Map<String, Integer> sorted(Map<String, Integer> counts) {
        Map<String, Integer> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .forEach(e -> sorted.put(e.getKey(), e.getValue()));
        return sorted;
    }
}
