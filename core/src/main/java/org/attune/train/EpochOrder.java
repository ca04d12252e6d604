// SPDX-License-Identifier: Apache-2.0
package org.attune.train;

import java.util.Arrays;
import java.util.List;
import org.attune.data.Example;
import org.attune.data.Examples;
import org.attune.tensor.KeyedRandom;
import org.jspecify.annotations.Nullable;

/**
 * The examples of each step of an epoch: a function of seed, epoch and step alone. Usually a keyed permutation of all examples, cut into pools of
 * some fifty steps; within a pool examples are sorted by length and cut into steps, so that little is padded, and the steps are permuted again.
 *
 * <p>Examples with more tokens than {@link #WHOLE} may not stay in memory, where reading one here and one there waits for the disk. Their epoch is
 * made of windows: blocks of consecutive examples come in a keyed order, and so many blocks as fill a window are shuffled together as above
 * (decision 0057). Which of the two it is depends on the data alone.
 */
final class EpochOrder {

    /** Tokens of all examples up to which any of them may follow any other: four gigabytes as the model takes them. */
    static final long WHOLE = 1L << 30;

    /** Steps in a pool: large enough that lengths in a step are alike, small enough that steps stay random. */
    private static final int POOL = 50;

    /** Examples that are read one after another: about a megabyte. */
    static final int BLOCK = 1 << 10;

    /** Examples of a window at least: they come out of 64 places of the data. */
    static final int WINDOW = 64 * BLOCK;

    private static final long ORDER = 0x6f72646572L;
    private static final long BLOCKS = 2;

    private final List<Example> examples;
    private final @Nullable ClassSampling sampling;
    private final int batchSize;
    private final long seed;
    private final int size;
    private final int window;
    private int cachedEpoch = -1;
    private int cachedWindow = -1;
    private int[] order = {};
    private int[] steps = {};

    /**
     * @param sampling of these examples; null: an epoch has each of them once
     * @param whole tokens up to which an epoch is one window; one with sampling is always
     */
    EpochOrder(List<Example> examples, @Nullable ClassSampling sampling, int batchSize, long seed, long whole) {
        this.examples = examples;
        this.sampling = sampling;
        this.batchSize = batchSize;
        this.seed = seed;
        this.size = sampling == null ? examples.size() : sampling.size();
        int pool = batchSize * POOL;
        boolean blocks = sampling == null && tokens(examples) > whole;
        this.window = blocks ? (WINDOW + pool - 1) / pool * pool : Integer.MAX_VALUE;
    }

    private static long tokens(List<Example> examples) {
        long tokens = 0;
        for (int i = 0; i < examples.size(); i++) {
            tokens += Examples.length(examples, i);
        }
        return tokens;
    }

    /** Examples of an epoch, repeated ones counted as often. */
    int size() {
        return size;
    }

    /** The examples of a step, counted from 0 in its epoch. */
    int[] step(int epoch, int number) {
        int perWindow = Math.max(1, window / batchSize); // of full steps: a window is as many pools
        int wanted = window == Integer.MAX_VALUE ? 0 : number / perWindow;
        if (epoch != cachedEpoch || wanted != cachedWindow) {
            arrange(epoch, wanted);
        }
        int place = steps[window == Integer.MAX_VALUE ? number : number % perWindow] * batchSize;
        return Arrays.copyOfRange(order, place, Math.min(order.length, place + batchSize));
    }

    private void arrange(int epoch, int number) {
        boolean whole = window == Integer.MAX_VALUE;
        order = whole ? permuted(epoch) : blocks(epoch, number);
        for (int from = 0; from < order.length; from += batchSize * POOL) {
            sortByLength(order, from, Math.min(order.length, from + batchSize * POOL), examples);
        }
        int count = (order.length + batchSize - 1) / batchSize;
        steps = KeyedRandom.permutation(
                count, whole ? KeyedRandom.key(seed, ORDER, epoch, 1) : KeyedRandom.key(seed, ORDER, epoch, 1, number));
        cachedEpoch = epoch;
        cachedWindow = number;
    }

    private int[] permuted(int epoch) {
        int[] all = KeyedRandom.permutation(size, KeyedRandom.key(seed, ORDER, epoch));
        if (sampling != null) {
            int[] chosen = sampling.epoch(epoch, seed);
            Arrays.setAll(all, place -> chosen[all[place]]);
        }
        return all;
    }

    /** The examples of a window, shuffled. */
    private int[] blocks(int epoch, int number) {
        int count = (size + BLOCK - 1) / BLOCK;
        int[] blocks = KeyedRandom.permutation(count, KeyedRandom.key(seed, ORDER, epoch, BLOCKS));
        long from = (long) number * window;
        int[] members = new int[(int) Math.min(window, size - from)];
        long start = 0; // of a block in the epoch
        int found = 0;
        for (int i = 0; i < count && found < members.length; i++) {
            int first = blocks[i] * BLOCK;
            int length = Math.min(BLOCK, size - first);
            for (long at = Math.max(start, from); at < start + length && found < members.length; at++) {
                members[found++] = first + (int) (at - start);
            }
            start += length;
        }
        int[] shuffled = KeyedRandom.permutation(members.length, KeyedRandom.key(seed, ORDER, epoch, BLOCKS, number));
        Arrays.setAll(shuffled, i -> members[shuffled[i]]);
        return shuffled;
    }

    /** Stable, so that equal lengths keep their random order. */
    static void sortByLength(int[] order, int from, int to, List<Example> examples) {
        long[] keys = new long[to - from];
        for (int i = 0; i < keys.length; i++) {
            keys[i] = (long) Examples.length(examples, order[from + i]) << Integer.SIZE | i;
        }
        Arrays.sort(keys);
        int[] before = Arrays.copyOfRange(order, from, to);
        for (int i = 0; i < keys.length; i++) {
            order[from + i] = before[(int) keys[i]];
        }
    }
}
