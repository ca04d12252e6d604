// SPDX-License-Identifier: Apache-2.0
package org.attune.data.text;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * UTF-8 that was read as Windows-1252: {@code cafÃ©}. A line is mended only where every character beyond ASCII takes part in a
 * UTF-8 sequence and the sequences are unmistakable, so that no correct text is changed; a line that is broken in one place and right in
 * another stays as it is.
 */
public final class Mojibake {

    private static final int MOST_ROUNDS = 3;
    private static final int NO_BYTE = -1;
    private static final int[] BYTES = bytes();

    private Mojibake() {}

    public static boolean found(String text) {
        return !repair(text).equals(text);
    }

    /** Also where it went wrong up to three times. */
    public static String repair(String text) {
        if (isAscii(text)) {
            return text;
        }
        if (text.indexOf('\n') < 0) {
            return line(text);
        }
        StringBuilder mended = new StringBuilder();
        int from = 0;
        for (int end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
            mended.append(line(text.substring(from, end))).append('\n');
            from = end + 1;
        }
        mended.append(line(text.substring(from)));
        return mended.toString().equals(text) ? text : mended.toString();
    }

    private static String line(String line) {
        String mended = line;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            String next = once(mended);
            if (next == null) {
                break;
            }
            mended = next;
        }
        return mended;
    }

    /** The line decoded again, null where it is none of ours. */
    private static @org.jspecify.annotations.Nullable String once(String line) {
        byte[] bytes = new byte[line.length()];
        int sequences = 0;
        boolean unmistakable = false;
        for (int i = 0; i < bytes.length; i++) {
            int one = byteOf(line.charAt(i));
            if (one == NO_BYTE) {
                return null;
            }
            bytes[i] = (byte) one;
            if (one >= 0xc2) {
                sequences++;
                unmistakable |= isUnmistakable(line, i);
            }
        }
        if (!unmistakable && sequences < 2) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    /** Â and Ã before a sign, â before two of them, ðŸ: hardly anything else than accents, quotes and pictures read wrongly. */
    private static boolean isUnmistakable(String line, int at) {
        char next = at + 1 < line.length() ? line.charAt(at + 1) : ' ';
        return switch (line.charAt(at)) {
            case 'Â', 'Ã' -> byteOf(next) >= 0x80;
            case 'â' -> next == '€' || next == '„' || next == '†' || next == '\u009c';
            case 'ð' -> next == 'Ÿ';
            default -> false;
        };
    }

    private static int byteOf(char c) {
        if (c < 0x80) {
            return c;
        }
        return c <= 0xff ? (BYTES[c] == 0 ? NO_BYTE : c) : high(c);
    }

    /** Characters that Windows-1252 puts between 80 and 9F. */
    private static int high(char c) {
        for (int i = 0x80; i < 0xa0; i++) {
            if (BYTES[i] == c) {
                return i;
            }
        }
        return NO_BYTE;
    }

    /** The five places that Windows-1252 leaves empty keep their control characters, as browsers do. */
    private static int[] bytes() {
        int[] bytes = new int[256];
        Charset windows = Charset.forName("windows-1252");
        for (int i = 0; i < 256; i++) {
            char c = new String(new byte[] {(byte) i}, windows).charAt(0);
            bytes[i] = c == '\uFFFD' || c == 0 ? i : c;
        }
        return bytes;
    }

    private static boolean isAscii(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) >= 0x80) {
                return false;
            }
        }
        return true;
    }
}
