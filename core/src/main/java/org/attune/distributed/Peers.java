// SPDX-License-Identifier: Apache-2.0
package org.attune.distributed;

import java.util.Arrays;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * Processes that take a step together: each has its share of the step's rows, and sums make their results one. Every peer
 * calls the same methods in the same order, and waits in each for the others; where one is lost, it throws a
 * {@link org.attune.problem.WorkException}.
 */
public interface Peers extends AutoCloseable {

    /** This process's number, from 0. Only number 0 writes files. */
    int rank();

    int size();

    /** Peers on this machine, this one included: they share its processors and its memory. */
    int here();

    /** The sums over all peers, element by element. */
    double[] sum(double[] values);

    /** Sums the tensors over all peers, in place. */
    void sum(List<Tensor> tensors);

    /** The largest value that any peer has: how they agree to stop. */
    int largest(int value);

    /** Returns when every peer has called it. */
    void await();

    /** After all work is done. */
    @Override
    default void close() {}

    default boolean writes() {
        return rank() == 0;
    }

    /** Rows of which each peer has its own and null for all others: the rows of all of them. */
    default float[][] together(float[] @Nullable [] own) {
        if (size() == 1) {
            return own;
        }
        double[] lengths = sum(Arrays.stream(own)
                .mapToDouble(row -> row == null ? 0 : row.length)
                .toArray());
        double[] flat = new double[(int) Arrays.stream(lengths).sum()];
        for (int row = 0, at = 0; row < own.length; at += (int) lengths[row++]) {
            for (int i = 0; own[row] != null && i < own[row].length; i++) {
                flat[at + i] = own[row][i];
            }
        }
        double[] all = sum(flat); // a number and zeros: exact
        float[][] rows = new float[own.length][];
        for (int row = 0, at = 0; row < own.length; at += (int) lengths[row++]) {
            rows[row] = new float[(int) lengths[row]];
            for (int i = 0; i < rows[row].length; i++) {
                rows[row][i] = (float) all[at + i];
            }
        }
        return rows;
    }

    /** One process alone. */
    static Peers single() {
        return new Single();
    }

    /** One process alone: every sum is its own. */
    record Single() implements Peers {
        @Override
        public int rank() {
            return 0;
        }

        @Override
        public int size() {
            return 1;
        }

        @Override
        public int here() {
            return 1;
        }

        @Override
        public double[] sum(double[] values) {
            return values;
        }

        @Override
        public void sum(List<Tensor> tensors) {}

        @Override
        public int largest(int value) {
            return value;
        }

        @Override
        public void await() {}
    }
}
