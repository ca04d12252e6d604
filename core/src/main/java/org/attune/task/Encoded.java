// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.attune.data.Example;
import org.attune.data.Examples;
import org.attune.data.Row;
import org.attune.tensor.KeyedRandom;

/**
 * The rows of a split as examples.
 *
 * @param examples in the order of the rows; those of one row stand together
 * @param truncated rows of which something was cut off
 * @param notes what else should be known about them
 */
public record Encoded(List<Row> rows, List<Example> examples, long truncated, List<String> notes) {

    public Encoded(List<Row> rows, List<Example> examples, long truncated) {
        this(rows, examples, truncated, List.of());
    }

    /** The first so many rows, with their examples. */
    public Encoded limit(int most) {
        return rows.size() <= most
                ? this
                : new Encoded(
                        rows.subList(0, most),
                        IntStream.range(0, examples.size())
                                .filter(i -> Examples.row(examples, i) < most)
                                .mapToObj(examples::get)
                                .toList(),
                        truncated,
                        notes);
    }

    /** A keyed random choice of so many rows, in their order. */
    public Encoded sample(int most, long key) {
        if (rows.size() <= most) {
            return this;
        }
        int[] chosen = IntStream.of(KeyedRandom.permutation(rows.size(), key))
                .limit(most)
                .sorted()
                .toArray();
        int[] places = new int[rows.size()];
        Arrays.fill(places, -1);
        for (int i = 0; i < chosen.length; i++) {
            places[chosen[i]] = i;
        }
        List<Example> kept = IntStream.range(0, examples.size())
                .filter(i -> places[Examples.row(examples, i)] >= 0)
                .mapToObj(examples::get)
                .map(example -> example.at(places[example.row()]))
                .toList();
        return new Encoded(IntStream.of(chosen).mapToObj(rows::get).toList(), kept, truncated, notes);
    }

    /** Its rows with their examples, so many rows at a time. */
    public void inParts(int most, Consumer<Encoded> part) {
        int at = 0;
        for (int from = 0; from < rows.size(); from += most) {
            int first = from;
            int end = Math.min(rows.size(), first + most);
            List<Example> own = new ArrayList<>();
            for (; at < examples.size() && Examples.row(examples, at) < end; at++) {
                Example example = examples.get(at);
                own.add(example.at(example.row() - first));
            }
            part.accept(new Encoded(rows.subList(first, end), own, truncated, notes));
        }
    }

    public int longest() {
        return Examples.longest(examples, 0);
    }

    /** How many sequences each example is: a task has examples of one kind. */
    public int sequences() {
        return examples.isEmpty() ? 1 : examples.get(0).features().sequences();
    }

    /** The mean over each row's windows of what was said of its examples, {@code [examples][n]} to {@code [rows][n]}. */
    public float[][] meanByRow(float[][] said) {
        float[][] sums = new float[rows.size()][];
        int[] windows = new int[rows.size()];
        for (int i = 0; i < said.length; i++) {
            int row = Examples.row(examples, i);
            if (windows[row]++ == 0) {
                sums[row] = said[i].clone();
                continue;
            }
            for (int j = 0; j < said[i].length; j++) {
                sums[row][j] += said[i][j];
            }
        }
        for (int row = 0; row < sums.length; row++) {
            for (int j = 0; windows[row] > 1 && j < sums[row].length; j++) {
                sums[row][j] /= windows[row];
            }
        }
        return sums;
    }
}
