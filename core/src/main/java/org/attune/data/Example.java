// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.attune.data.image.ImageStore;

/**
 * A row as a task encoded it, ready for a batch. It holds Java arrays and files only, so that any thread may make it.
 *
 * @param row the row's place in its split; several windows over one long text share it
 * @param key identifies the example among all of a run's training examples: what its dropout draws from; each further sequence of its
 *     features has the next number
 * @param features what the model takes
 * @param target what is to be learnt, in the task's own form
 */
public record Example(int row, long key, Features features, double[] target) {

    /** What a model takes of one example. */
    public sealed interface Features {
        /** What batches are bucketed by. */
        int length();

        /** The rows of an embedding table that the example looks up. */
        LongStream vocabulary();

        /** The lengths of the sequences that the model is given for it, each padded on its own. */
        default int[] lengths() {
            return new int[] {length()};
        }

        default int sequences() {
            return lengths().length;
        }

        /** What is no padding of all its sequences. */
        default int tokens() {
            return IntStream.of(lengths()).sum();
        }
    }

    /**
     * Token ids with their types.
     *
     * @param typeIds empty: 0 for all
     * @param words for pre-split words the word that each token belongs to, -1 for special tokens; otherwise not looked at
     */
    public record Tokens(int[] ids, int[] typeIds, int[] words) implements Features {
        @Override
        public int length() {
            return ids.length;
        }

        @Override
        public LongStream vocabulary() {
            return IntStream.of(ids).asLongStream();
        }
    }

    /** Two texts that do not see each other. */
    public record Pair(Tokens first, Tokens second) implements Features {
        @Override
        public int length() {
            return Math.max(first.length(), second.length());
        }

        @Override
        public LongStream vocabulary() {
            return LongStream.concat(first.vocabulary(), second.vocabulary());
        }

        @Override
        public int[] lengths() {
            return new int[] {first.length(), second.length()};
        }
    }

    /**
     * An image, which stays in its file until a batch takes it.
     *
     * @param height of what the model sees of it, in pixels
     */
    public record Image(ImageStore store, int place, int height, int width) implements Features {
        @Override
        public int length() {
            return 1;
        }

        @Override
        public LongStream vocabulary() {
            return LongStream.empty();
        }
    }

    public int length() {
        return features.length();
    }

    /** The same example as that of another row. */
    public Example at(int otherRow) {
        return new Example(otherRow, key, features, target);
    }
}
