// SPDX-License-Identifier: Apache-2.0
package org.attune.bench.labels;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.attune.tensor.KeyedRandom;

/** Wrong labels on purpose, a function of the seed. */
final class Flips {

    private static final long CHOICE = 0x666c6970L;
    private static final int ALIKE = 3;

    private final List<String> texts;
    private final List<String> labels;
    private final List<String> classes;
    private final long seed;

    Flips(List<String> texts, List<String> labels, long seed) {
        this.texts = texts;
        this.labels = labels;
        this.classes = List.copyOf(new TreeSet<>(labels));
        this.seed = seed;
    }

    /** The rows whose labels are flipped. */
    Set<Integer> chosen(double share) {
        Set<Integer> chosen = new TreeSet<>();
        IntStream.of(KeyedRandom.permutation(texts.size(), KeyedRandom.key(seed, CHOICE)))
                .limit(Math.round(share * texts.size()))
                .forEach(chosen::add);
        return chosen;
    }

    /** Any other label, each as likely. */
    String any(int row) {
        int own = classes.indexOf(labels.get(row));
        return classes.get((own + 1 + draw(row, classes.size() - 1)) % classes.size());
    }

    /** One of the three labels whose texts have the most like words: by the cosine of summed TF-IDF vectors. */
    String alike(int row, Map<String, List<String>> nearest) {
        return nearest.getOrDefault(labels.get(row), classes).get(draw(row, ALIKE));
    }

    Map<String, List<String>> nearest() {
        Map<String, Integer> rowsOf = new HashMap<>();
        List<Set<String>> words = new ArrayList<>();
        for (String text : texts) {
            Set<String> own =
                    new TreeSet<>(Arrays.asList(text.toLowerCase(Locale.ROOT).split("[^a-z]+")));
            own.forEach(word -> rowsOf.merge(word, 1, Integer::sum));
            words.add(own);
        }
        Map<String, Map<String, Double>> sums = new HashMap<>();
        for (int row = 0; row < words.size(); row++) {
            Map<String, Double> sum = sums.computeIfAbsent(labels.get(row), label -> new HashMap<>());
            words.get(row)
                    .forEach(word -> sum.merge(
                            word, Math.log((double) texts.size() / rowsOf.getOrDefault(word, 1)), Double::sum));
        }
        Map<String, List<String>> nearest = new HashMap<>();
        for (String label : classes) {
            nearest.put(
                    label,
                    classes.stream()
                            .filter(other -> !other.equals(label))
                            .sorted(Comparator.comparingDouble(
                                    other -> -cosine(words(sums, label), words(sums, other))))
                            .limit(ALIKE)
                            .toList());
        }
        return nearest;
    }

    private static Map<String, Double> words(Map<String, Map<String, Double>> sums, String label) {
        return sums.getOrDefault(label, Map.of());
    }

    private static double cosine(Map<String, Double> a, Map<String, Double> b) {
        double product = 0;
        for (Map.Entry<String, Double> word : a.entrySet()) {
            product += word.getValue() * b.getOrDefault(word.getKey(), 0.0);
        }
        return product / Math.sqrt(square(a) * square(b));
    }

    private static double square(Map<String, Double> a) {
        return a.values().stream().mapToDouble(v -> v * v).sum();
    }

    private int draw(int row, int of) {
        return (int) (KeyedRandom.uniform(KeyedRandom.key(seed, CHOICE, 1), row) * of);
    }
}
