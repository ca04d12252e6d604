// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.List;
import java.util.stream.LongStream;

/**
 * Examples that go through the model together.
 *
 * @param length what every example is padded to; at least the longest
 * @param packed whether they lie one behind another instead, in one row
 */
public record Batch(List<Example> examples, int length, boolean packed) {

    /** Padded, each in a row of its own. */
    public Batch(List<Example> examples, int length) {
        this(examples, length, false);
    }

    public Batch {
        for (Example example : examples) {
            if (example.length() > length) {
                throw new IllegalArgumentException("an example of " + example.length() + " in a batch of " + length);
            }
        }
    }

    public int size() {
        return examples.size();
    }

    /** Tokens that are not padding. */
    public long tokens() {
        return examples.stream()
                .mapToLong(example -> example.features().tokens())
                .sum();
    }

    /** Tokens with padding. */
    public long paddedTokens() {
        return packed ? packedLength() : (long) sequences() * length;
    }

    /** What the row of packed examples is padded to: few distinct lengths, a sixteenth of padding at most. */
    public int packedLength() {
        int tokens = Math.toIntExact(tokens());
        int step = Math.max(8, Integer.highestOneBit(tokens) / 16);
        return (tokens + step - 1) / step * step;
    }

    /** What the model is given: at least one sequence for each example. */
    public int sequences() {
        return examples.stream()
                .mapToInt(example -> example.features().sequences())
                .sum();
    }

    /** One for each sequence; those of an example follow each other. */
    public long[] keys() {
        return examples.stream()
                .flatMapToLong(example -> LongStream.range(
                        example.key(), example.key() + example.features().sequences()))
                .toArray();
    }

    /**
     * Lengths are rounded up to few distinct values: libtorch caches a primitive per shape, and many shapes cost hundreds of
     * megabytes. Steps grow with the length, so that padding stays below about an eighth.
     */
    public static int roundedLength(int length, int longest) {
        int step = length <= 32 ? 4 : length <= 128 ? 8 : length <= 256 ? 16 : 32;
        return Math.min(longest, (length + step - 1) / step * step);
    }
}
