// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.attune.data.Batch;
import org.attune.data.ListView;
import org.attune.data.Row;
import org.attune.data.Values;
import org.attune.problem.Problems;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import org.jspecify.annotations.Nullable;

/** Any number of labels: a sigmoid each, binary cross entropy, one threshold. */
record MultiLabel(LabelSet labels, String column, double threshold) implements Objective {

    /** Splits a cell of several labels; lists need none. */
    private static final String SEPARATOR = ",";

    private static final long SUM = 2; // at::Reduction::Sum

    static List<List<String>> sets(List<Row> rows, String column, Problems problems) {
        return Values.labelSets(rows, column, SEPARATOR, problems);
    }

    @Override
    public int outputs() {
        return labels.size();
    }

    @Override
    public String metric() {
        return "f1_micro";
    }

    @Override
    public String problemType() {
        return "multi_label_classification";
    }

    @Override
    public List<double[]> targets(List<Row> rows, Problems problems) {
        Map<String, Integer> places = labels.places();
        List<List<String>> sets = sets(rows, column, problems);
        for (int i = 0; i < sets.size(); i++) {
            for (String label : sets.get(i)) {
                if (!places.containsKey(label)) {
                    labels.unknown(problems, rows.get(i), label);
                }
            }
        }
        return ListView.made(rows.size(), i -> {
            double[] target = new double[labels.size()];
            sets.get(i).stream().map(places::get).filter(Objects::nonNull).forEach(place -> target[place] = 1);
            return target;
        });
    }

    /** The mean goes over rows and labels. */
    @Override
    public double count(Batch batch) {
        return (double) batch.size() * labels.size();
    }

    @Override
    public Tensor loss(Tensor outputs, Batch batch) {
        float[] targets = new float[batch.size() * labels.size()];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = (float) batch.examples().get(i / labels.size()).target()[i % labels.size()];
        }
        Tensor wanted = Tensors.of(targets, batch.size(), labels.size()).to(outputs.device(), outputs.scalar_type());
        return torch.binary_cross_entropy_with_logits(
                outputs, wanted, Tensors.optional(null), Tensors.optional(null), SUM);
    }

    @Override
    public Tensor distance(Tensor outputs, Tensor teacher, double temperature) {
        return new Softened(temperature).labels(outputs, teacher);
    }

    @Override
    public double imitated(Batch batch) {
        return count(batch);
    }

    @Override
    public Scores scores(List<double[]> targets, float[][] outputs) {
        boolean[][] truth = new boolean[outputs.length][];
        float[][] probabilities = new float[outputs.length][];
        for (int i = 0; i < outputs.length; i++) {
            truth[i] = chosen(targets.get(i));
            probabilities[i] = Probabilities.sigmoid(outputs[i]);
        }
        return new LabelScores(truth, probabilities, threshold);
    }

    @Override
    public Answered answer(double @Nullable [] target, float[] outputs) {
        float[] probabilities = Probabilities.sigmoid(outputs);
        return new Answered(
                target == null ? null : named(chosen(target)), named(above(probabilities, threshold)), probabilities);
    }

    @Override
    public Objective tuned(Scores validation) {
        return new MultiLabel(labels, column, Threshold.tune((LabelScores) validation));
    }

    @Override
    public Map<String, Object> settings() {
        return Map.of("threshold", threshold);
    }

    private Answer named(boolean[] chosen) {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < chosen.length; i++) {
            if (chosen[i]) {
                names.add(labels.names().get(i));
            }
        }
        return new Answer.Labels(names);
    }

    private static boolean[] chosen(double[] target) {
        boolean[] chosen = new boolean[target.length];
        for (int i = 0; i < target.length; i++) {
            chosen[i] = target[i] == 1;
        }
        return chosen;
    }

    private static boolean[] above(float[] values, double limit) {
        boolean[] above = new boolean[values.length];
        for (int i = 0; i < values.length; i++) {
            above[i] = values[i] >= limit;
        }
        return above;
    }
}
