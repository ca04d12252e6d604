// SPDX-License-Identifier: Apache-2.0
package org.attune.curation.augment;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/**
 * Words of the data that are near each other: by the cosine of what a model makes of each word alone. Only words that the data has are
 * proposed, so that no copy has a word that no row has.
 */
final class WordNeighbours {

    /** The most frequent words; a comparison of all of them with one takes some milliseconds. */
    static final int MOST_WORDS = 10_000;

    private static final int NEAREST = 5;
    private static final double LEAST_COSINE = 0.6;
    private static final int SHORTEST = 3;

    private final List<String> words;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final float[][] vectors;
    private final Map<String, List<String>> known = new HashMap<>();

    /**
     * @param words different ones, in small letters
     * @param features of them, {@code [words][width]}
     */
    WordNeighbours(List<String> words, Function<List<String>, float[][]> features) {
        this.words = words;
        this.vectors = features.apply(words);
        for (int word = 0; word < vectors.length; word++) {
            numbers.put(words.get(word), word);
            vectors[word] = unit(vectors[word]);
        }
    }

    /** The words that are looked at, of texts that are given word by word. */
    static List<String> vocabulary(Iterable<String> occurrences) {
        Map<String, Integer> counts = new HashMap<>();
        occurrences.forEach(word -> {
            String small = word.toLowerCase(Locale.ROOT);
            if (small.length() >= SHORTEST && small.chars().allMatch(Character::isLetter)) {
                counts.merge(small, 1, Integer::sum);
            }
        });
        return counts.entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MOST_WORDS)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** The nearest first; none for a word that is not looked at. */
    List<String> of(String word) {
        return known.computeIfAbsent(word.toLowerCase(Locale.ROOT), this::find);
    }

    private List<String> find(String word) {
        Integer number = numbers.get(word);
        if (number == null) {
            return List.of();
        }
        record Near(int word, double cosine) {}
        List<Near> near = new ArrayList<>();
        for (int other = 0; other < vectors.length; other++) {
            double cosine = product(vectors[number], vectors[other]);
            if (other != number && cosine >= LEAST_COSINE) {
                near.add(new Near(other, cosine));
            }
        }
        return near.stream()
                .sorted(Comparator.comparingDouble(Near::cosine).reversed().thenComparingInt(Near::word))
                .limit(NEAREST)
                .map(found -> words.get(found.word()))
                .toList();
    }

    private static double product(float[] a, float[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += (double) a[i] * b[i];
        }
        return sum;
    }

    private static float[] unit(float[] vector) {
        double length = Math.sqrt(product(vector, vector));
        float[] unit = new float[vector.length];
        for (int i = 0; i < unit.length; i++) {
            unit[i] = length == 0 ? 0 : (float) (vector[i] / length);
        }
        return unit;
    }
}
