// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.attune.nn.KeyValues;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;

/**
 * What a causal model remembers of the tokens that it was given, so that new ones go through it alone. Rows may differ in length:
 * padding takes a place in memory and none in the text.
 */
public final class Cache {

    /** The position of padding. */
    static final int NOWHERE = -1;

    private final List<KeyValues> blocks = new ArrayList<>();
    private int[] lengths;
    private int[][] positions;

    /**
     * @param capacity tokens of a row, padding included
     * @param home owns the memory
     */
    public Cache(Backbone backbone, int rows, int capacity, Scope home) {
        for (int i = 0; i < backbone.blocks(); i++) {
            blocks.add(new KeyValues(capacity, home));
        }
        lengths = new int[rows];
        positions = new int[rows][0];
    }

    /** Notes new tokens, before they go through the model. */
    void extend(TokenInputs inputs) {
        int time = Math.toIntExact(inputs.time());
        float[] real = inputs.mask() == null ? null : Tensors.floats(inputs.mask());
        for (int row = 0; row < lengths.length; row++) {
            int seen = positions[row].length;
            positions[row] = Arrays.copyOf(positions[row], seen + time);
            for (int t = 0; t < time; t++) {
                boolean token = real == null || real[row * time + t] != 0;
                positions[row][seen + t] = token ? lengths[row]++ : NOWHERE;
            }
        }
    }

    /** Goes on with these rows alone, by their places; the memory of the others is free. */
    public void select(int[] rows) {
        long[] places = Arrays.stream(rows).asLongStream().toArray();
        Tensor index = Tensors.of(places, places.length);
        blocks.forEach(block -> block.select(index));
        lengths = Arrays.stream(rows).map(row -> lengths[row]).toArray();
        positions = Arrays.stream(rows).mapToObj(row -> positions[row]).toArray(int[][]::new);
    }

    /** The positions of the newest tokens, [batch][time]. */
    int[][] newest(int time) {
        return Arrays.stream(positions)
                .map(row -> Arrays.copyOfRange(row, row.length - time, row.length))
                .toArray(int[][]::new);
    }

    KeyValues of(int block) {
        return blocks.get(block);
    }

    /** For each row the positions of all tokens so far. */
    int[][] positions() {
        return positions;
    }

    /** The number of real tokens of each row. */
    int[] lengths() {
        return lengths;
    }
}
