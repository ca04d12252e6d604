// SPDX-License-Identifier: Apache-2.0
package org.attune.tensor;

import java.util.ArrayList;
import java.util.List;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.bytedeco.pytorch.global.torch.MemoryFormat;
import org.bytedeco.pytorch.global.torch.ScalarType;

/**
 * The most that this machine was seen to do, by which a run's own figures are read (Williams, Waterman and Patterson 2009). Each is the
 * best of several repetitions: what else runs on the machine only makes it slower.
 *
 * @param threads that it was measured with
 * @param fp32 operations a second in products of matrices, a multiplication with its addition counted as two
 * @param bf16 likewise; 0 where the processor has no instructions for it
 * @param convolution operations a second of a 3 × 3 convolution in fp32
 * @param memory bytes a second, read and written, of a copy that no cache holds
 */
public record Roofline(int threads, double fp32, double bf16, double convolution, double memory) {

    private static final int REPETITIONS = 5;

    /** Tokens, in, out: square, and as layers of small and middle-sized models have them. */
    private static final List<long[]> SHAPES =
            List.of(new long[] {1024, 1024, 1024}, new long[] {2048, 768, 3072}, new long[] {4096, 384, 1536});

    /** Measures for some seconds, with the engine's number of threads. */
    public static Roofline measure() {
        try (Scope scope = Scope.open()) {
            boolean narrow = Processor.current().hasBf16();
            return new Roofline(
                    Engine.threads(),
                    products(ScalarType.Float),
                    narrow ? products(ScalarType.BFloat16) : 0,
                    convolutions(),
                    copies());
        }
    }

    /** The most operations a second in products of this type; 0 where it was not measured. */
    public double products(Precision precision) {
        return switch (precision) {
            case BF16 -> bf16;
            case FP32 -> fp32;
            case FP64 -> 0;
        };
    }

    private static double products(ScalarType type) {
        double best = 0;
        for (long[] shape : SHAPES) {
            Tensor rows = torch.rand(shape[0], shape[1]).to(type);
            Tensor weight = torch.rand(shape[2], shape[1]).to(type);
            double operations = 2.0 * shape[0] * shape[1] * shape[2];
            best = Math.max(
                    best, operations / seconds(() -> torch.linear(rows, weight).close()));
        }
        return best;
    }

    private static double convolutions() {
        long images = 8;
        long channels = 64;
        long side = 56;
        Tensor pixels = torch.rand(images, channels, side, side).contiguous(MemoryFormat.ChannelsLast);
        Tensor weight = torch.rand(channels, channels, 3, 3).contiguous(MemoryFormat.ChannelsLast);
        double operations = 2.0 * images * channels * channels * 9 * (side - 2) * (side - 2);
        return operations / seconds(() -> torch.conv2d(pixels, weight).close());
    }

    private static double copies() {
        long values = 1L << 26; // 256 MB
        Tensor from = torch.rand(values);
        Tensor to = torch.empty(values);
        return 2.0 * 4 * values / seconds(() -> to.copy_(from));
    }

    /** Of the fastest repetition; the first one, which also makes the kernels, does not count. */
    private static double seconds(Runnable work) {
        List<Double> seconds = new ArrayList<>();
        for (int i = 0; i <= REPETITIONS; i++) {
            long began = System.nanoTime();
            work.run();
            seconds.add((System.nanoTime() - began) / 1e9);
        }
        return seconds.stream().skip(1).min(Double::compare).orElseThrow();
    }
}
