// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.attune.statistics.RowMetric;

/**
 * The mean F1 over the classes that occur among the rows that count.
 *
 * @param truth class of each row; {@code said[answer]} likewise
 */
record MacroF1(int[] truth, int[][] said, int classes) implements RowMetric {

    static MacroF1 of(AnswerSheets sheets) {
        Map<String, Integer> classes = new HashMap<>();
        int[] truth = indices(sheets.labels(), classes);
        int[][] said = new int[sheets.answers().size()][];
        for (int a = 0; a < said.length; a++) {
            said[a] = indices(sheets.answers().get(a), classes);
        }
        return new MacroF1(truth, said, classes.size());
    }

    private static int[] indices(List<Given> given, Map<String, Integer> classes) {
        int[] indices = new int[given.size()];
        for (int row = 0; row < indices.length; row++) {
            String text = given.get(row).text();
            Integer known = classes.putIfAbsent(text, classes.size());
            indices[row] = known == null ? classes.size() - 1 : known;
        }
        return indices;
    }

    @Override
    public int rows() {
        return truth.length;
    }

    @Override
    public int answers() {
        return said.length;
    }

    @Override
    public double value(int[] times, int[] answer) {
        long[] right = new long[classes];
        long[] either = new long[classes];
        for (int row = 0; row < truth.length; row++) {
            int own = said[answer[row]][row];
            either[truth[row]] += times[row];
            either[own] += times[row];
            right[own] += truth[row] == own ? times[row] : 0;
        }
        double sum = 0;
        int occurring = 0;
        for (int c = 0; c < classes; c++) {
            sum += either[c] == 0 ? 0 : 2.0 * right[c] / either[c];
            occurring += either[c] == 0 ? 0 : 1;
        }
        return occurring == 0 ? Double.NaN : sum / occurring;
    }
}
