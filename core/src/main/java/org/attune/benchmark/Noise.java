// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.CRC32;
import org.attune.statistics.KeyedDraws;

/** What may happen to a text before a model sees it; a function of the text alone, the same on every machine. */
enum Noise {

    /** One letter in twenty is left out, doubled, swapped with the next one, or becomes a neighbour on the keyboard. */
    TYPOS,

    /** Capitals alone. */
    UPPER,

    /** No capitals. */
    LOWER,

    /** One in ten of the characters that a scanner mistakes for others is mistaken. */
    OCR;

    private static final double TYPO_RATE = 0.05;
    private static final double OCR_RATE = 0.1;
    private static final List<String> KEYBOARD = List.of("qwertyuiop", "asdfghjkl", "zxcvbnm");

    private static final Map<String, String> MISTAKEN = Map.ofEntries(
            Map.entry("l", "1"),
            Map.entry("1", "l"),
            Map.entry("I", "l"),
            Map.entry("O", "0"),
            Map.entry("0", "O"),
            Map.entry("o", "0"),
            Map.entry("S", "5"),
            Map.entry("5", "S"),
            Map.entry("B", "8"),
            Map.entry("8", "B"),
            Map.entry("m", "rn"),
            Map.entry("d", "cl"),
            Map.entry("w", "vv"),
            Map.entry("h", "b"),
            Map.entry("e", "c"),
            Map.entry("u", "ii"),
            Map.entry("g", "q"),
            Map.entry(",", "."),
            Map.entry("i", "j"));

    String on(String text) {
        return switch (this) {
            case UPPER -> text.toUpperCase(Locale.ROOT);
            case LOWER -> text.toLowerCase(Locale.ROOT);
            case TYPOS -> typos(text, draws(text));
            case OCR -> ocr(text, draws(text));
        };
    }

    private KeyedDraws draws(String text) {
        CRC32 sum = new CRC32();
        sum.update(text.getBytes(StandardCharsets.UTF_8));
        return new KeyedDraws(sum.getValue(), name().hashCode());
    }

    private static String typos(String text, KeyedDraws draws) {
        int[] points = text.codePoints().toArray();
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < points.length; i++) {
            int kind = Character.isLetter(points[i]) && draws.unit() < TYPO_RATE ? draws.below(4) : -1;
            if (kind == 1) {
                out.appendCodePoint(points[i]).appendCodePoint(points[i]);
            } else if (kind == 2 && i + 1 < points.length) {
                out.appendCodePoint(points[i + 1]).appendCodePoint(points[i++]);
            } else if (kind == 3) {
                out.appendCodePoint(neighbour(points[i], draws));
            } else if (kind != 0) {
                out.appendCodePoint(points[i]);
            }
        }
        return out.toString();
    }

    private static int neighbour(int letter, KeyedDraws draws) {
        for (String line : KEYBOARD) {
            int at = line.indexOf(Character.toLowerCase(letter));
            if (at >= 0) {
                int step = at == 0 || (at < line.length() - 1 && draws.below(2) == 0) ? 1 : -1;
                int found = line.charAt(at + step);
                return Character.isUpperCase(letter) ? Character.toUpperCase(found) : found;
            }
        }
        return letter;
    }

    private static String ocr(String text, KeyedDraws draws) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(point -> {
            String own = Character.toString(point);
            String mistaken = MISTAKEN.get(own);
            out.append(mistaken != null && draws.unit() < OCR_RATE ? mistaken : own);
        });
        return out.toString();
    }
}
