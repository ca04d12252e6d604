// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.attune.task.ClassScores;
import org.attune.task.LabelScores;
import org.attune.task.TagScores;
import org.attune.task.ValueScores;

/** The baseline that does not look at the input, learnt from training labels alone. */
public final class Majority {

    private Majority() {}

    /** Every row gets the shares of the classes in training: the most frequent class is the prediction. */
    public static ClassScores classes(int[] trainLabels, int classes, int[] labels) {
        double[] counts = new double[classes];
        for (int label : trainLabels) {
            counts[label]++;
        }
        return new ClassScores(labels, repeat(shares(counts, trainLabels.length), labels.length));
    }

    /** Every row gets each label's share in training. */
    public static LabelScores labels(boolean[][] trainLabels, boolean[][] labels) {
        double[] counts = new double[trainLabels.length == 0 ? 0 : trainLabels[0].length];
        for (boolean[] row : trainLabels) {
            for (int label = 0; label < counts.length; label++) {
                counts[label] += row[label] ? 1 : 0;
            }
        }
        return new LabelScores(labels, repeat(shares(counts, trainLabels.length), labels.length));
    }

    /** Every row gets the mean target of training. */
    public static ValueScores values(double[] trainTargets, double[] targets) {
        double[] predictions = new double[targets.length];
        Arrays.fill(predictions, Counts.ratio(Counts.sum(trainTargets), trainTargets.length));
        return new ValueScores(targets, predictions);
    }

    /** Every token gets its most frequent tag in training, an unseen one the most frequent tag of all; of equals the first by alphabet. */
    public static TagScores tags(String[][] trainTokens, String[][] trainTags, String[][] tokens, String[][] tags) {
        Tags counts = new Tags();
        counts.add(trainTokens, trainTags);
        return counts.scores(tokens, tags);
    }

    /** How often each token had which tag; training sentences may come in parts. */
    static final class Tags {
        private final Map<String, Map<String, Integer>> perToken = new HashMap<>();
        private final Map<String, Integer> overall = new TreeMap<>();

        void add(String[][] tokens, String[][] tags) {
            for (int row = 0; row < tokens.length; row++) {
                for (int i = 0; i < tokens[row].length; i++) {
                    overall.merge(tags[row][i], 1, Integer::sum);
                    perToken.computeIfAbsent(tokens[row][i], token -> new TreeMap<>())
                            .merge(tags[row][i], 1, Integer::sum);
                }
            }
        }

        TagScores scores(String[][] tokens, String[][] tags) {
            String common = overall.isEmpty() ? "O" : most(overall);
            Map<String, String> answers = new HashMap<>();
            perToken.forEach((token, counts) -> answers.put(token, most(counts)));
            String[][] predictions = new String[tokens.length][];
            for (int row = 0; row < tokens.length; row++) {
                predictions[row] = Arrays.stream(tokens[row])
                        .map(token -> answers.getOrDefault(token, common))
                        .toArray(String[]::new);
            }
            return new TagScores(tags, predictions);
        }
    }

    private static String most(Map<String, Integer> counts) {
        String most = "";
        int times = 0;
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            if (entry.getValue() > times) {
                most = entry.getKey();
                times = entry.getValue();
            }
        }
        return most;
    }

    private static float[] shares(double[] counts, int rows) {
        float[] shares = new float[counts.length];
        for (int c = 0; c < shares.length; c++) {
            shares[c] = (float) Counts.ratio(counts[c], rows);
        }
        return shares;
    }

    private static float[][] repeat(float[] row, int rows) {
        float[][] repeated = new float[rows][];
        Arrays.fill(repeated, row);
        return repeated;
    }
}
