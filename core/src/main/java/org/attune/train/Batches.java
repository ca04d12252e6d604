// SPDX-License-Identifier: Apache-2.0
package org.attune.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.attune.data.Batch;
import org.attune.data.Example;
import org.attune.data.Examples;
import org.attune.tensor.Profile;
import org.jspecify.annotations.Nullable;

/**
 * Which examples are trained on at which step: a function of seed and step alone, in the order of {@link EpochOrder}. An epoch has each example, or
 * those that a {@link ClassSampling} gives it.
 */
public final class Batches {

    private final List<Example> examples;
    private final @Nullable ClassSampling sampling;
    private final Shape shape;
    private final long seed;
    private final int longest;
    private final EpochOrder order;

    /**
     * How a step is cut.
     *
     * @param batchSize examples per optimiser step over all peers
     * @param microRows examples per backward by their padded length; decides memory, never the result
     * @param padding of a micro-batch
     * @param rank this peer's number, which takes every size-th micro-batch
     */
    public record Shape(int batchSize, IntUnaryOperator microRows, Padding padding, int rank, int peers) {}

    /** What examples that go through the model together are padded to. */
    public enum Padding {
        /** The longest of all examples. */
        LONGEST,
        /** The longest of their step. */
        BUCKETED,
        /** Nothing: they lie one behind another. */
        PACKED
    }

    /** What one optimiser step trains on here. */
    public record Step(long number, double epoch, List<Batch> micro) {
        /** The same with something made of each micro-batch. */
        public Step map(UnaryOperator<Batch> made) {
            return new Step(number, epoch, micro.stream().map(made).toList());
        }
    }

    public Batches(List<Example> examples, Shape shape, long seed) {
        this(examples, null, shape, seed);
    }

    /** @param sampling of these examples; null: an epoch has each of them once */
    public Batches(List<Example> examples, @Nullable ClassSampling sampling, Shape shape, long seed) {
        this.examples = examples;
        this.sampling = sampling;
        this.shape = shape;
        this.seed = seed;
        this.longest = Examples.longest(examples, 1);
        this.order = new EpochOrder(examples, sampling, shape.batchSize(), seed, EpochOrder.WHOLE);
    }

    public List<Example> examples() {
        return examples;
    }

    /** The same order over other examples: what a method makes of them in its preparation. */
    public Batches with(List<Example> prepared) {
        return new Batches(prepared, sampling, shape, seed);
    }

    /** Examples of an epoch, repeated ones counted as often. */
    public int epochSize() {
        return order.size();
    }

    public long stepsPerEpoch() {
        return (epochSize() + shape.batchSize() - 1L) / shape.batchSize();
    }

    /** The step with this number, from 1. */
    public Step at(long number) {
        return Profile.part("batch", () -> collated(number));
    }

    private Step collated(long number) {
        long perEpoch = stepsPerEpoch();
        int epoch = Math.toIntExact((number - 1) / perEpoch);
        int[] chosen = order.step(epoch, Math.toIntExact((number - 1) % perEpoch));
        int most = shape.microRows().applyAsInt(padded(chosen, 0, chosen.length));
        int parts = (chosen.length + most - 1) / most;
        parts = (parts + shape.peers() - 1) / shape.peers() * shape.peers(); // as many for each peer
        int rows = (chosen.length + parts - 1) / parts; // parts alike: 16 and 16 rather than 27 and 5
        List<Batch> micro = new ArrayList<>();
        for (int from = shape.rank() * rows; from < chosen.length; from += shape.peers() * rows) {
            micro.add(batch(chosen, from, Math.min(chosen.length, from + rows)));
        }
        return new Step(number, (double) number / perEpoch, micro);
    }

    /** So many of the longest examples at once, of which no micro-batch needs more memory; as many rows as one has at most. */
    public Batch longest(int rows) {
        int[] sorted = IntStream.range(0, examples.size()).toArray();
        EpochOrder.sortByLength(sorted, 0, sorted.length, examples);
        return batch(sorted, Math.max(0, sorted.length - rows), sorted.length);
    }

    /** The most rows that go through the model at once where they are as long as the longest. */
    public int longestRows() {
        return Math.max(1, Math.min(examples.size(), shape.microRows().applyAsInt(longest)));
    }

    private Batch batch(int[] chosen, int from, int to) {
        List<Example> members =
                Arrays.stream(chosen, from, to).mapToObj(examples::get).toList();
        return new Batch(members, padded(chosen, from, to), shape.padding() == Padding.PACKED);
    }

    /** What the chosen examples are padded to. */
    private int padded(int[] chosen, int from, int to) {
        int length = Arrays.stream(chosen, from, to)
                .map(i -> Examples.length(examples, i))
                .max()
                .orElse(1);
        return shape.padding() == Padding.LONGEST ? longest : Batch.roundedLength(length, longest);
    }
}
