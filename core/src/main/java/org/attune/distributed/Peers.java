// SPDX-License-Identifier: Apache-2.0
package org.attune.distributed;

import java.util.List;
import org.bytedeco.pytorch.Tensor;

/**
 * Processes that take a step together: each has its share of the step's rows, and sums make their results one. Every peer
 * calls the same methods in the same order.
 */
public interface Peers {

    /** This process's number, from 0. Only number 0 writes files. */
    int rank();

    int size();

    /** The sums over all peers, element by element. */
    double[] sum(double[] values);

    /** Sums the tensors over all peers, in place. */
    void sum(List<Tensor> tensors);

    /** The largest value that any peer has: how they agree to stop. */
    int largest(int value);

    /** Returns when every peer has called it. */
    void await();

    default boolean writes() {
        return rank() == 0;
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
