// SPDX-License-Identifier: Apache-2.0
package org.attune.train;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.attune.data.Batch;
import org.attune.data.Example;
import org.attune.tensor.KeyedRandom;
import org.attune.tensor.Profile;
import org.jspecify.annotations.Nullable;

/**
 * Which examples are trained on at which step: a function of seed and step alone. An epoch is a keyed permutation of all examples, or of
 * those that a {@link ClassSampling} gives it, cut into pools of some fifty steps; within a pool examples are sorted by length and cut into steps, so that little is padded, and the steps of
 * the epoch are permuted again, so that lengths come in no order.
 */
public final class Batches {

    /** Steps in a pool: large enough that lengths in a step are alike, small enough that steps stay random. */
    private static final int POOL = 50;

    private static final long ORDER = 0x6f72646572L;

    private final List<Example> examples;
    private final @Nullable ClassSampling sampling;
    private final Shape shape;
    private final long seed;
    private final int longest;
    private int cachedEpoch = -1;
    private List<int[]> cachedSteps = List.of();

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
        this.longest = examples.stream().mapToInt(Example::length).max().orElse(1);
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
        return sampling == null ? examples.size() : sampling.size();
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
        int[] chosen = steps(epoch).get(Math.toIntExact((number - 1) % perEpoch));
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
        int[] sorted = sortedByLength(IntStream.range(0, examples.size()).toArray(), 0, examples.size());
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
                .map(i -> examples.get(i).length())
                .max()
                .orElse(1);
        return shape.padding() == Padding.LONGEST ? longest : Batch.roundedLength(length, longest);
    }

    private List<int[]> steps(int epoch) {
        if (cachedEpoch != epoch) {
            cachedSteps = order(epoch);
            cachedEpoch = epoch;
        }
        return cachedSteps;
    }

    private List<int[]> order(int epoch) {
        int[] order = KeyedRandom.permutation(epochSize(), KeyedRandom.key(seed, ORDER, epoch));
        if (sampling != null) {
            int[] chosen = sampling.epoch(epoch, seed);
            Arrays.setAll(order, place -> chosen[order[place]]);
        }
        int pool = shape.batchSize() * POOL;
        List<int[]> steps = new ArrayList<>();
        for (int from = 0; from < order.length; from += pool) {
            int[] sorted = sortedByLength(order, from, Math.min(order.length, from + pool));
            for (int start = 0; start < sorted.length; start += shape.batchSize()) {
                steps.add(Arrays.copyOfRange(sorted, start, Math.min(sorted.length, start + shape.batchSize())));
            }
        }
        int[] permuted = KeyedRandom.permutation(steps.size(), KeyedRandom.key(seed, ORDER, epoch, 1));
        return IntStream.of(permuted).mapToObj(steps::get).toList();
    }

    /** Stable, so that equal lengths keep their random order. */
    private int[] sortedByLength(int[] order, int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> order[i])
                .sorted(Comparator.comparingInt(i -> examples.get(i).length()))
                .mapToInt(Integer::intValue)
                .toArray();
    }
}
