// SPDX-License-Identifier: Apache-2.0
package org.attune.bench.micro;

import java.util.concurrent.TimeUnit;
import org.attune.nn.Linear;
import org.attune.nn.Pass;
import org.attune.tensor.Parameter;
import org.attune.tensor.Precision;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** MiniLM's widest layer, 384 to 1536, over 512 rows. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class LinearBenchmark {

    @Param({"FP32", "BF16"})
    public Precision precision = Precision.FP32;

    @Benchmark
    public void forward(Layer layer) {
        try (org.attune.tensor.Scope scope = org.attune.tensor.Scope.open()) {
            layer.of(precision).forward(layer.rows, Pass.evaluation());
        }
    }

    @Benchmark
    public void forwardAndBackward(Layer layer) {
        try (org.attune.tensor.Scope scope = org.attune.tensor.Scope.open()) {
            layer.of(precision).forward(layer.rows, Pass.evaluation()).sum().backward();
            layer.clear();
        }
    }

    /** The layer in both precisions, with rows [8, 64, 384]; it lives as long as the process. */
    @State(Scope.Thread)
    public static class Layer {

        private final Parameter[] narrow = parameters(Precision.BF16);
        private final Parameter[] wide = parameters(Precision.FP32);
        private final Tensor rows = torch.randn(8, 64, 384).set_requires_grad(true);

        private Linear of(Precision precision) {
            Parameter[] parameters = precision == Precision.BF16 ? narrow : wide;
            return new Linear(parameters[0], parameters[1]);
        }

        private void clear() {
            for (int i = 0; i < 2; i++) {
                narrow[i].clearGradient();
                wide[i].clearGradient();
            }
            rows.mutable_grad().reset();
        }

        private static Parameter[] parameters(Precision precision) {
            Parameter[] parameters = {
                new Parameter("weight", Parameter.Kind.WEIGHT, torch.randn(1536, 384), precision.compute()),
                new Parameter("bias", Parameter.Kind.VECTOR, torch.zeros(1536), precision.compute())
            };
            for (Parameter parameter : parameters) {
                parameter.setLearns(true);
            }
            return parameters;
        }
    }
}
