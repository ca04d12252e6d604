// SPDX-License-Identifier: Apache-2.0
package org.attune.data.tokens;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.attune.data.Example;

/**
 * An example as bytes and back, each value exactly as it was: key, kind, tokens, target. Whole numbers take as many bytes as they need: none where
 * all are the same, two or four above the smallest.
 */
final class ExampleBytes {

    private static final byte TOKENS = 0;
    private static final byte PAIR = 1;
    private static final byte WHOLE = 0;
    private static final byte REAL = 1;

    private static final int HEAD = Long.BYTES + 2;
    private static final int NUMBERS = 2 * Integer.BYTES + 1;

    private ExampleBytes() {}

    /** @throws IllegalArgumentException for an example that is no text */
    static ByteBuffer of(Example example) {
        Example.Tokens[] parts = parts(example.features());
        double[] target = example.target();
        int size = HEAD + NUMBERS + target.length * Double.BYTES;
        for (Example.Tokens part : parts) {
            size += 3 * NUMBERS + (part.ids().length + part.typeIds().length + part.words().length) * Integer.BYTES;
        }
        ByteBuffer bytes = ByteBuffer.allocate(size);
        bytes.putLong(example.key()).put(parts.length == 1 ? TOKENS : PAIR);
        for (Example.Tokens part : parts) {
            put(bytes, part.ids());
            put(bytes, part.typeIds());
            put(bytes, part.words());
        }
        int[] whole = Arrays.stream(target).mapToInt(value -> (int) value).toArray();
        if (isWhole(target, whole)) {
            put(bytes.put(WHOLE), whole);
        } else {
            bytes.put(REAL).putInt(target.length);
            Arrays.stream(target).forEach(bytes::putDouble);
        }
        return bytes.flip();
    }

    static Example read(ByteBuffer bytes, int row) {
        long key = bytes.getLong();
        boolean pair = bytes.get() == PAIR;
        Example.Tokens first = tokens(bytes);
        Example.Features features = pair ? new Example.Pair(first, tokens(bytes)) : first;
        double[] target;
        if (bytes.get() == WHOLE) {
            target = Arrays.stream(numbers(bytes)).asDoubleStream().toArray();
        } else {
            target = new double[bytes.getInt()];
            Arrays.setAll(target, i -> bytes.getDouble());
        }
        return new Example(row, key, features, target);
    }

    private static Example.Tokens[] parts(Example.Features features) {
        if (features instanceof Example.Pair pair) {
            return new Example.Tokens[] {pair.first(), pair.second()};
        } else if (features instanceof Example.Tokens tokens) {
            return new Example.Tokens[] {tokens};
        }
        throw new IllegalArgumentException("no tokens: " + features.getClass());
    }

    private static Example.Tokens tokens(ByteBuffer bytes) {
        return new Example.Tokens(numbers(bytes), numbers(bytes), numbers(bytes));
    }

    /** By their bits: -0.0 is no whole number. */
    private static boolean isWhole(double[] values, int[] whole) {
        for (int i = 0; i < values.length; i++) {
            if (Double.doubleToRawLongBits(values[i]) != Double.doubleToRawLongBits(whole[i])) {
                return false;
            }
        }
        return true;
    }

    private static void put(ByteBuffer bytes, int[] numbers) {
        int least = Arrays.stream(numbers).min().orElse(0);
        long span = Arrays.stream(numbers).max().orElse(0) - (long) least;
        byte width = (byte) (span == 0 ? 0 : span <= Character.MAX_VALUE ? Character.BYTES : Integer.BYTES);
        bytes.putInt(numbers.length).putInt(least).put(width);
        for (int i = 0; width > 0 && i < numbers.length; i++) {
            if (width == Character.BYTES) {
                bytes.putChar((char) (numbers[i] - least));
            } else {
                bytes.putInt(numbers[i] - least);
            }
        }
    }

    private static int[] numbers(ByteBuffer bytes) {
        int[] numbers = new int[bytes.getInt()];
        int least = bytes.getInt();
        byte width = bytes.get();
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = least + (width == 0 ? 0 : width == Character.BYTES ? bytes.getChar() : bytes.getInt());
        }
        return numbers;
    }
}
