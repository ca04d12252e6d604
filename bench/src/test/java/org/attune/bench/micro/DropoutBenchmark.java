// SPDX-License-Identifier: Apache-2.0
package org.attune.bench.micro;

import java.util.concurrent.TimeUnit;
import org.attune.tensor.DropoutMask;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The masks of one layer: of attention weights [32, 12, 128, 128], and of hidden states [32, 1, 128, 384]. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class DropoutBenchmark {

    private final long[] rowKeys = new long[32];

    @Benchmark
    public long attentionWeights() {
        return elements(12, 128);
    }

    @Benchmark
    public long hiddenStates() {
        return elements(1, 384);
    }

    private long elements(int groups, int width) {
        try (org.attune.tensor.Scope scope = org.attune.tensor.Scope.open()) {
            return DropoutMask.of(rowKeys, groups, 128, width, 0.1).numel();
        }
    }
}
