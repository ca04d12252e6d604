// SPDX-License-Identifier: Apache-2.0
package org.attune.fuzz;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Breaks any file: bytes changed, lost, swapped or there twice, numbers that lie, text that is none, pieces of its format. */
public final class ByteMutation {

    private static final byte[][] NO_UTF8 = {
        {(byte) 0xff},
        {(byte) 0xc0, (byte) 0x80},
        {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
        {(byte) 0xe2, (byte) 0x82},
        {(byte) 0xf4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
        {(byte) 0xef, (byte) 0xbb, (byte) 0xbf},
        {0}
    };

    private static final long[] LIES = {
        0,
        1,
        -1,
        2,
        7,
        255,
        65536,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        1L << 32,
        (1L << 32) + 1,
        Long.MAX_VALUE,
        Long.MIN_VALUE,
        1L << 40,
        100_000_000
    };

    private final Random random;
    private final List<String> pieces;

    /** @param pieces what is worth putting into a file of this format; one char is one byte below U+0100, else UTF-8 */
    public ByteMutation(Random random, List<String> pieces) {
        this.random = random;
        this.pieces = pieces;
    }

    /** One to four changes; the given bytes stay as they are. */
    public byte[] of(byte[] sound) {
        byte[] bytes = sound.clone();
        for (int changes = 1 + random.nextInt(4); changes > 0 && bytes.length > 0; changes--) {
            bytes = change(bytes);
        }
        return bytes;
    }

    private byte[] change(byte[] bytes) {
        int at = place(bytes.length);
        int end = Math.min(bytes.length, at + 1 + random.nextInt(12));
        return switch (random.nextInt(12)) {
            case 0 -> filled(bytes, at, at + 1, bytes[at] ^ (1 << random.nextInt(8)));
            case 1 -> filled(bytes, at, at + 1, random.nextInt(256));
            case 2 -> filled(bytes, at, end, 0xff);
            case 3 -> filled(bytes, at, end, '9');
            case 4 -> random.nextInt(3) == 0 ? Arrays.copyOf(bytes, at) : bytes;
            case 5 -> spliced(bytes, at, Arrays.copyOfRange(bytes, at, end), at);
            case 6 -> spliced(bytes, at, new byte[0], end);
            case 7 -> swapped(bytes, at, place(bytes.length));
            case 8 -> spliced(bytes, at, NO_UTF8[random.nextInt(NO_UTF8.length)], random.nextBoolean() ? at : end);
            case 9 -> lying(bytes, at);
            case 10 -> spliced(bytes, at, repeated(Arrays.copyOfRange(bytes, at, end)), end);
            default -> pieces.isEmpty() ? bytes : spliced(bytes, at, piece(), random.nextInt(3) == 0 ? end : at);
        };
    }

    /** Descriptions are at either end of a file: mostly there. */
    private int place(int length) {
        int span = random.nextInt(3) == 0 ? length : Math.min(length, 400);
        int at = random.nextInt(span);
        return random.nextInt(3) == 0 ? length - 1 - at : at;
    }

    private byte[] piece() {
        String piece = pieces.get(random.nextInt(pieces.size()));
        boolean raw = piece.chars().allMatch(c -> c < 256);
        return piece.getBytes(raw ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }

    private byte[] repeated(byte[] stretch) {
        int times = new int[] {2, 40, 1100}[random.nextInt(3)];
        byte[] all = new byte[stretch.length * times];
        for (int i = 0; i < all.length; i++) {
            all[i] = stretch[i % stretch.length];
        }
        return all;
    }

    /** A whole number where one may stand, in either order of bytes. */
    private byte[] lying(byte[] bytes, int at) {
        int width = 1 << random.nextInt(4);
        long lie = random.nextInt(4) == 0 ? bytes.length + random.nextInt(17) - 8 : LIES[random.nextInt(LIES.length)];
        byte[] little = ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(lie)
                .array();
        boolean big = random.nextInt(4) == 0;
        for (int i = 0; i < width && at + i < bytes.length; i++) {
            bytes[at + i] = little[big ? width - 1 - i : i];
        }
        return bytes;
    }

    private static byte[] filled(byte[] bytes, int from, int to, int value) {
        Arrays.fill(bytes, from, to, (byte) value);
        return bytes;
    }

    private static byte[] swapped(byte[] bytes, int one, int other) {
        byte kept = bytes[one];
        bytes[one] = bytes[other];
        bytes[other] = kept;
        return bytes;
    }

    private static byte[] spliced(byte[] bytes, int end, byte[] middle, int start) {
        byte[] joined = Arrays.copyOf(bytes, end + middle.length + bytes.length - start);
        System.arraycopy(middle, 0, joined, end, middle.length);
        System.arraycopy(bytes, start, joined, end + middle.length, bytes.length - start);
        return joined;
    }
}
