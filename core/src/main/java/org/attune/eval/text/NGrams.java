// SPDX-License-Identifier: Apache-2.0
package org.attune.eval.text;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers the n-grams of several texts, equal ones alike, so that ints are counted and not strings. An n-gram is known by the
 * number of its first n-1 units and its last unit. A bag of n-grams is an array of their numbers, each as often as it occurs.
 * The table is open and of primitives: character n-grams are a hundred thousand look-ups for a long text.
 */
final class NGrams {

    private final Map<String, Integer> words = new HashMap<>();
    private long[] keys = new long[256];
    /** The number of the key in the same place; 0, the empty n-gram, where there is none. */
    private int[] numbers = new int[256];

    private int known;
    /** How often each number occurs in one bag; zero outside of a method. */
    private int[] counts = new int[0];

    /** Words as units. */
    int[] units(List<String> text) {
        int[] units = new int[text.size()];
        for (int i = 0; i < units.length; i++) {
            Integer unit = words.putIfAbsent(text.get(i), words.size());
            units[i] = unit == null ? words.size() - 1 : unit;
        }
        return units;
    }

    /** The bags of all n-grams with n from 1 to {@code most}, {@code [most][length - n + 1]}. */
    int[][] bags(int[] units, int most) {
        int[][] bags = new int[most][];
        int[] shorter = new int[units.length];
        for (int n = 1; n <= most; n++) {
            int[] grams = new int[Math.max(0, units.length - n + 1)];
            for (int i = 0; i < grams.length; i++) {
                grams[i] = number((long) shorter[i] << 32 | units[i + n - 1]);
            }
            bags[n - 1] = grams;
            shorter = grams;
        }
        return bags;
    }

    private int number(long key) {
        int place = place(key);
        if (numbers[place] == 0) {
            if (2 * known >= keys.length) {
                grow();
                place = place(key);
            }
            keys[place] = key;
            numbers[place] = ++known;
        }
        return numbers[place];
    }

    private int place(long key) {
        long mixed = key * 0x9E3779B97F4A7C15L;
        int place = (int) (mixed >>> 32) & (keys.length - 1);
        while (numbers[place] != 0 && keys[place] != key) {
            place = (place + 1) & (keys.length - 1);
        }
        return place;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldNumbers = numbers;
        keys = new long[4 * oldKeys.length];
        numbers = new int[keys.length];
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldNumbers[i] != 0) {
                int place = place(oldKeys[i]);
                keys[place] = oldKeys[i];
                numbers[place] = oldNumbers[i];
            }
        }
    }

    /** How many n-grams two bags share: of equal ones the smaller count. */
    int common(int[] first, int[] second) {
        count(second);
        int common = 0;
        for (int gram : first) {
            common += counts[gram]-- > 0 ? 1 : 0;
        }
        forget(first);
        forget(second);
        return common;
    }

    /** A bag with the larger count of each n-gram. */
    int[] union(int[] first, int[] second) {
        count(first);
        int[] union = Arrays.copyOf(first, first.length + second.length);
        int size = first.length;
        for (int gram : second) {
            if (counts[gram]-- <= 0) {
                union[size++] = gram;
            }
        }
        forget(first);
        forget(second);
        return Arrays.copyOf(union, size);
    }

    private void count(int[] bag) {
        if (counts.length <= known) {
            counts = new int[2 * known + 1];
        }
        for (int gram : bag) {
            counts[gram]++;
        }
    }

    private void forget(int[] bag) {
        for (int gram : bag) {
            counts[gram] = 0;
        }
    }
}
