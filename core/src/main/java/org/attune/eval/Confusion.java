// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.List;
import org.attune.task.ClassScores;

/**
 * How often a true class was taken for which.
 *
 * @param counts rows are the true classes, columns the predicted ones: {@code [labels][labels]}
 */
public record Confusion(List<String> labels, int[][] counts) {

    public Confusion {
        labels = List.copyOf(labels);
        for (int[] row : counts) {
            if (counts.length != labels.size() || row.length != labels.size()) {
                throw new IllegalArgumentException("a confusion matrix has one row and one column per label");
            }
        }
    }

    static Confusion of(ClassScores scores, List<String> labels) {
        int[][] counts = new int[labels.size()][labels.size()];
        int[] predicted = scores.predictions();
        for (int row = 0; row < predicted.length; row++) {
            counts[scores.labels()[row]][predicted[row]]++;
        }
        return new Confusion(labels, counts);
    }

    public long total() {
        long total = 0;
        for (int[] row : counts) {
            for (int count : row) {
                total += count;
            }
        }
        return total;
    }

    public long correct() {
        long correct = 0;
        for (int label = 0; label < counts.length; label++) {
            correct += counts[label][label];
        }
        return correct;
    }
}
