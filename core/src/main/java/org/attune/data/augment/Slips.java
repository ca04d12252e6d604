// SPDX-License-Identifier: Apache-2.0
package org.attune.data.augment;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.attune.statistics.KeyedDraws;

/** One letter of a word written wrongly: by a finger on the next key, or by a machine that reads print. */
final class Slips {

    private static final List<String> KEYS = List.of("qwertyuiop", "asdfghjkl", "zxcvbnm");
    /** How far a row of keys is moved to the right, in keys. */
    private static final double[] OFFSETS = {0, 0.25, 0.75};

    /** What looks alike in print; each may be read as the other. */
    static final List<List<String>> ALIKE = List.of(
            List.of("o", "0"),
            List.of("l", "1"),
            List.of("i", "1"),
            List.of("l", "i"),
            List.of("s", "5"),
            List.of("b", "8"),
            List.of("z", "2"),
            List.of("g", "9"),
            List.of("c", "e"),
            List.of("b", "h"),
            List.of("u", "v"),
            List.of("rn", "m"),
            List.of("cl", "d"),
            List.of("vv", "w"));

    private Slips() {}

    /** Another key beside the right one on a QWERTY keyboard; the case stays. */
    static String key(String word, KeyedDraws draws) {
        int[] letters = IntStream.range(0, word.length())
                .filter(i -> !beside(Character.toLowerCase(word.charAt(i))).isEmpty())
                .toArray();
        if (letters.length == 0) {
            return word;
        }
        int at = letters[draws.below(letters.length)];
        char right = word.charAt(at);
        String near = beside(Character.toLowerCase(right));
        char hit = near.charAt(draws.below(near.length()));
        char written = Character.isUpperCase(right) ? Character.toUpperCase(hit) : hit;
        return word.substring(0, at) + written + word.substring(at + 1);
    }

    /** The keys that touch a key. */
    static String beside(char key) {
        StringBuilder near = new StringBuilder();
        for (int row = 0; row < KEYS.size(); row++) {
            int place = KEYS.get(row).indexOf(key);
            for (int other = Math.max(0, row - 1); place >= 0 && other < Math.min(KEYS.size(), row + 2); other++) {
                String keys = KEYS.get(other);
                for (int i = 0; i < keys.length(); i++) {
                    double apart = Math.abs(i + OFFSETS[other] - place - OFFSETS[row]);
                    if (apart <= 1 && keys.charAt(i) != key) {
                        near.append(keys.charAt(i));
                    }
                }
            }
        }
        return near.toString();
    }

    /** A letter, or two, read as what looks like it. */
    static String misread(String word, KeyedDraws draws) {
        List<String> readings = new ArrayList<>();
        for (List<String> pair : ALIKE) {
            readings(word, pair.get(0), pair.get(1), readings);
            readings(word, pair.get(1), pair.get(0), readings);
        }
        return readings.isEmpty() ? word : readings.get(draws.below(readings.size()));
    }

    private static void readings(String word, String right, String read, List<String> readings) {
        for (int at = word.indexOf(right); at >= 0; at = word.indexOf(right, at + 1)) {
            readings.add(word.substring(0, at) + read + word.substring(at + right.length()));
        }
    }
}
