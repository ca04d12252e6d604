// SPDX-License-Identifier: Apache-2.0
package org.attune.bench.micro;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.attune.weights.Checkpoint;
import org.attune.weights.Safetensors;
import org.attune.weights.SafetensorsWriter;
import org.attune.weights.TensorSource;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** All tensors of a file of 64 tensors and 38 MB, from the cache of the system. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class SafetensorsBenchmark {

    private Path file = Path.of("");

    @Setup
    public void write() throws IOException {
        file = Files.createTempFile("attune", ".safetensors");
        try (org.attune.tensor.Scope scope = org.attune.tensor.Scope.open()) {
            Map<String, Tensor> tensors = new TreeMap<>();
            for (int i = 0; i < 64; i++) {
                tensors.put("layer." + i, torch.randn(384, 384));
            }
            SafetensorsWriter.create().file(file, TensorSource.of(tensors));
        }
    }

    @Benchmark
    public long read() {
        try (org.attune.tensor.Scope scope = org.attune.tensor.Scope.open();
                Checkpoint checkpoint = Safetensors.open(file)) {
            return checkpoint.tensors().keySet().stream()
                    .mapToLong(name -> checkpoint.load(name).numel())
                    .sum();
        }
    }

    @TearDown
    public void delete() throws IOException {
        Files.delete(file);
    }
}
