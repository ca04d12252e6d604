// SPDX-License-Identifier: Apache-2.0
package org.attune.bench.micro;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.attune.optim.Optimizer;
import org.attune.optim.ParameterGroup;
import org.attune.optim.Rule;
import org.attune.tensor.Engine;
import org.attune.tensor.Parameter;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** One update of 10.6 million parameters (MiniLM without its embeddings), with bf16 copies that follow. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class OptimizerBenchmark {

    private final Optimizer optimizer;

    public OptimizerBenchmark() {
        Engine.start();
        List<Parameter> weights = IntStream.range(0, 18)
                .mapToObj(i ->
                        new Parameter("weight" + i, Parameter.Kind.WEIGHT, torch.randn(1536, 384), ScalarType.BFloat16))
                .toList();
        weights.forEach(weight -> weight.setLearns(true));
        optimizer = new Optimizer(
                new Rule.AdamW(0.9, 0.999, 1e-8), 0.01, 1, List.of(new ParameterGroup("all", weights, 1, 1)));
        optimizer.gradients().forEach(g -> g.fill_(Tensors.scalar(1e-3)));
    }

    /** Norm, clip, AdamW, refresh. */
    @Benchmark
    public void update() {
        optimizer.step(1e-4, optimizer.gradientNorm());
    }
}
