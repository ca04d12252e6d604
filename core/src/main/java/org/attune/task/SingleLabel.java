// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.List;
import java.util.Map;
import org.attune.data.Batch;
import org.attune.data.ListView;
import org.attune.data.Row;
import org.attune.data.Values;
import org.attune.problem.Problems;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/** One label of several: softmax and cross entropy. */
record SingleLabel(LabelSet labels, String column, CrossEntropy loss) implements Objective {

    @Override
    public int outputs() {
        return labels.size();
    }

    @Override
    public String metric() {
        return "accuracy";
    }

    @Override
    public String problemType() {
        return "single_label_classification";
    }

    @Override
    public List<double[]> targets(List<Row> rows, Problems problems) {
        Map<String, Integer> places = labels.places();
        List<String> found = Values.labels(rows, column, problems);
        for (int i = 0; i < found.size(); i++) {
            if (!places.containsKey(found.get(i))) {
                labels.unknown(problems, rows.get(i), found.get(i));
            }
        }
        return ListView.made(rows.size(), i -> new double[] {places.getOrDefault(found.get(i), 0)});
    }

    @Override
    public double count(Batch batch) {
        return batch.examples().stream()
                .mapToDouble(example -> loss.weight((int) example.target()[0]))
                .sum();
    }

    @Override
    public Tensor loss(Tensor outputs, Batch batch) {
        long[] targets = batch.examples().stream()
                .mapToLong(example -> (long) example.target()[0])
                .toArray();
        return loss.sum(outputs, Tensors.of(targets, targets.length).to(outputs.device(), ScalarType.Long));
    }

    @Override
    public Tensor distance(Tensor outputs, Tensor teacher, double temperature) {
        return new Softened(temperature).classes(outputs, teacher);
    }

    @Override
    public double imitated(Batch batch) {
        return batch.size();
    }

    @Override
    public Scores scores(List<double[]> targets, float[][] outputs) {
        int[] truth = targets.stream().mapToInt(target -> (int) target[0]).toArray();
        float[][] probabilities = new float[outputs.length][];
        for (int i = 0; i < outputs.length; i++) {
            probabilities[i] = Probabilities.softmax(outputs[i]);
        }
        return new ClassScores(truth, probabilities);
    }

    @Override
    public Answered answer(double @Nullable [] target, float[] outputs) {
        float[] probabilities = Probabilities.softmax(outputs);
        return new Answered(
                target == null ? null : name((int) target[0]),
                name(Probabilities.largest(probabilities)),
                probabilities);
    }

    private Answer name(int place) {
        return new Answer.Label(labels.names().get(place));
    }
}
