// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.attune.task.TagScores;

/** Metrics of token classification: entities as seqeval counts them in its default mode, and the share of right tags. */
public final class Tagging {

    private Tagging() {}

    /** Intervals resample sentences. The table has one row per entity type, by alphabet. */
    public static SplitEvaluation measure(TagScores scores, Bootstrap bootstrap) {
        int n = scores.rows();
        long[][] sentences = new long[n][];
        Map<String, double[]> types = new TreeMap<>();
        for (int row = 0; row < n; row++) {
            Set<Entity> truth = Entity.of(scores.tags()[row]);
            Set<Entity> said = Entity.of(scores.predictions()[row]);
            long both = 0;
            for (Entity entity : truth) {
                boolean right = said.contains(entity);
                both += right ? 1 : 0;
                add(types, entity, right ? 1 : 0, 0, 1);
            }
            said.forEach(entity -> add(types, entity, 0, 1, 0));
            long right = equalTags(scores.tags()[row], scores.predictions()[row]);
            sentences[row] = new long[] {both, said.size(), truth.size(), right, scores.tags()[row].length};
        }
        Map<String, ClassRow> table = new LinkedHashMap<>();
        types.forEach((type, c) -> table.put(type, ClassRow.of(c[0], c[1], c[2])));
        return new SplitEvaluation(n, bootstrap.measure(new TagFamily(sentences)), table, null, List.of());
    }

    private static void add(Map<String, double[]> types, Entity entity, int right, int said, int truth) {
        double[] counts = types.computeIfAbsent(entity.type(), type -> new double[3]);
        counts[0] += right;
        counts[1] += said;
        counts[2] += truth;
    }

    private static long equalTags(String[] truth, String[] said) {
        long equal = 0;
        for (int i = 0; i < truth.length; i++) {
            equal += truth[i].equals(said[i]) ? 1 : 0;
        }
        return equal;
    }

    /** Per sentence: entities right, predicted and true, tags right, tags. */
    private record TagFamily(long[][] sentences) implements Family {

        @Override
        public List<String> names() {
            return MetricNames.TOKENS;
        }

        @Override
        public int rows() {
            return sentences.length;
        }

        @Override
        public long cost() {
            return 5L * sentences.length;
        }

        @Override
        public double[] values(int[] times) {
            double[] sums = new double[5];
            for (int row = 0; row < times.length; row++) {
                for (int i = 0; i < sums.length && times[row] > 0; i++) {
                    sums[i] += times[row] * (double) sentences[row][i];
                }
            }
            double f1 = Counts.ratio(2 * sums[0], sums[1] + sums[2]);
            double right = sums[4] == 0 ? Double.NaN : sums[3] / sums[4];
            return new double[] {Counts.ratio(sums[0], sums[1]), Counts.ratio(sums[0], sums[2]), f1, right};
        }
    }
}
