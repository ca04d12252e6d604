// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.List;
import org.attune.data.Batch;
import org.attune.data.ListView;
import org.attune.data.Row;
import org.attune.data.Values;
import org.attune.problem.Problems;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** One number: squared error. */
record SquaredError(String column) implements Objective {

    @Override
    public int outputs() {
        return 1;
    }

    @Override
    public LabelSet labels() {
        return new LabelSet(List.of(), false);
    }

    @Override
    public String metric() {
        return "spearman";
    }

    @Override
    public String problemType() {
        return "regression";
    }

    @Override
    public List<double[]> targets(List<Row> rows, Problems problems) {
        double[] targets = Values.targets(rows, column, problems);
        return ListView.made(targets.length, i -> new double[] {targets[i]});
    }

    @Override
    public double count(Batch batch) {
        return batch.size();
    }

    @Override
    public Tensor loss(Tensor outputs, Batch batch) {
        float[] targets = new float[batch.size()];
        for (int i = 0; i < targets.length; i++) {
            targets[i] = (float) batch.examples().get(i).target()[0];
        }
        Tensor wanted = Tensors.of(targets, targets.length, 1).to(outputs.device(), outputs.scalar_type());
        return outputs.sub(wanted).square().sum();
    }

    @Override
    public Tensor distance(Tensor outputs, Tensor teacher, double temperature) {
        return outputs.sub(teacher).square().sum();
    }

    @Override
    public double imitated(Batch batch) {
        return batch.size();
    }

    @Override
    public Scores scores(List<double[]> targets, float[][] outputs) {
        double[] truth = targets.stream().mapToDouble(target -> target[0]).toArray();
        double[] said = new double[outputs.length];
        for (int i = 0; i < said.length; i++) {
            said[i] = outputs[i][0];
        }
        return new ValueScores(truth, said);
    }

    @Override
    public Answered answer(double @Nullable [] target, float[] outputs) {
        return new Answered(target == null ? null : new Answer.Value(target[0]), new Answer.Value(outputs[0]), null);
    }
}
