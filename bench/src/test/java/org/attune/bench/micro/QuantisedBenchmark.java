// SPDX-License-Identifier: Apache-2.0
package org.attune.bench.micro;

import java.util.concurrent.TimeUnit;
import org.attune.nn.Linear;
import org.attune.nn.Pass;
import org.attune.tensor.Parameter;
import org.attune.tensor.QuantisedWeight;
import org.attune.tensor.Storage;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A weight of 2048 × 8192 in NF4: reading it as bf16, and the product of 512 rows that this is for. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class QuantisedBenchmark {

    private final Tensor weight = torch.randn(2048, 8192);
    private final Tensor narrow = weight.to(ScalarType.BFloat16);
    private final Tensor rows = torch.randn(1, 512, 8192).to(ScalarType.BFloat16);
    private final QuantisedWeight quantised = QuantisedWeight.of(weight, Storage.NF4_DOUBLE);
    private final Linear plain =
            new Linear(new Parameter("weight", Parameter.Kind.WEIGHT, narrow, ScalarType.BFloat16), null);

    @Benchmark
    public void readInPlace() {
        try (org.attune.tensor.Scope scope = org.attune.tensor.Scope.open()) {
            quantised.into(narrow);
        }
    }

    @Benchmark
    public void read() {
        try (org.attune.tensor.Scope scope = org.attune.tensor.Scope.open()) {
            quantised.values(ScalarType.BFloat16);
        }
    }

    @Benchmark
    public void product() {
        try (org.attune.tensor.Scope scope = org.attune.tensor.Scope.open()) {
            plain.forward(rows, Pass.evaluation());
        }
    }

    @Benchmark
    public void quantise() {
        try (org.attune.tensor.Scope scope = org.attune.tensor.Scope.open()) {
            QuantisedWeight.of(weight, Storage.NF4_DOUBLE);
        }
    }
}
