// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;

/**
 * The character map of SentencePiece's normalizer: a double-array trie and the replacements that its leaves point at.
 * The native side follows the trie without checking positions and ends the process at the first one outside, so every
 * path is walked here. Source of the layout: SentencePiece {@code normalizer.cc}, Darts-clone {@code darts.h}.
 */
final class CharsmapRule {

    private static final int LARGEST = 8 << 20;

    /** The longest replacement of the standard maps has 33 bytes. */
    private static final int LONGEST_REPLACEMENT = 64;

    private final int[] units;
    private final byte[] replacements;
    private final BitSet seen = new BitSet();
    private int[] open = new int[64];
    private int opened;

    private CharsmapRule(int[] units, byte[] replacements) {
        this.units = units;
        this.replacements = replacements;
    }

    static void check(Place map) {
        byte[] bytes;
        try {
            bytes = Base64.getDecoder().decode(map.text());
        } catch (IllegalArgumentException e) {
            map.bad("base64");
            return;
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int size = bytes.length < 8 ? -1 : buffer.getInt();
        if (bytes.length > LARGEST || size < 4 || size % 4 != 0 || size > bytes.length - 4) {
            map.bad(
                    bytes.length + " bytes",
                    "a size, a trie of that size and replacements, at most " + LARGEST + " bytes");
            return;
        }
        int[] units = new int[size / 4];
        for (int i = 0; i < units.length; i++) {
            units[i] = buffer.getInt();
        }
        byte[] replacements = new byte[buffer.remaining()];
        buffer.get(replacements);
        String wrong = new CharsmapRule(units, replacements).wrong();
        if (!wrong.isEmpty()) {
            map.bad(wrong, "a character map whose trie and replacements fit together");
        }
    }

    /** What is wrong, empty where nothing is. */
    private String wrong() {
        if (!isUtf8() || hasLongReplacement()) {
            return "replacements that are no UTF-8, or longer than " + LONGEST_REPLACEMENT + " bytes";
        }
        open(offset(0));
        while (opened > 0) {
            int base = open[--opened];
            for (int label = 1; label < 256; label++) {
                int position = base ^ label;
                if (position < 0 || position >= units.length) {
                    return "a trie that points outside itself";
                }
                int unit = units[position];
                if ((unit & 0x8000_00FF) != label) {
                    continue;
                }
                int child = position ^ offset(position);
                if ((unit >>> 8 & 1) == 1 && !isLeaf(child)) {
                    return "a trie whose leaf points outside the replacements";
                }
                open(child);
            }
        }
        return "";
    }

    private void open(int base) {
        if (base < units.length) {
            if (seen.get(base)) {
                return;
            }
            seen.set(base);
        }
        if (opened == open.length) {
            open = Arrays.copyOf(open, opened * 2);
        }
        open[opened++] = base;
    }

    private int offset(int position) {
        int unit = units[position];
        return unit >>> 10 << ((unit & 1 << 9) >>> 6);
    }

    private boolean isLeaf(int position) {
        if (position < 0 || position >= units.length) {
            return false;
        }
        int at = units[position] & 0x7FFF_FFFF;
        return at < replacements.length && (replacements[at] & 0xC0) != 0x80;
    }

    private boolean isUtf8() {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(replacements)) != null;
        } catch (CharacterCodingException e) {
            return false;
        }
    }

    private boolean hasLongReplacement() {
        int length = 0;
        for (byte b : replacements) {
            length = b == 0 ? 0 : length + 1;
            if (length > LONGEST_REPLACEMENT) {
                return true;
            }
        }
        return false;
    }
}
