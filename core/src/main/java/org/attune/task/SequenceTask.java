// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.attune.data.Batch;
import org.attune.data.EncodingNotes;
import org.attune.data.Example;
import org.attune.data.Row;
import org.attune.model.HeadRequest;
import org.attune.model.Model;
import org.attune.nn.Pass;
import org.attune.problem.Problems;
import org.attune.tensor.Profile;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/**
 * One output vector for a text, a pair of texts or an image: classification, regression and similarity. Windows of a long text are
 * averaged.
 */
record SequenceTask(String name, HeadRequest head, RowEncoder encoder, Objective objective) implements LogitsTask {

    @Override
    public LabelSet labels() {
        return objective.labels();
    }

    @Override
    public List<String> inputs() {
        return encoder.columns();
    }

    @Override
    public String metric() {
        return objective.metric();
    }

    @Override
    public String problemType() {
        return objective.problemType();
    }

    @Override
    public EncodingNotes encode(List<Row> rows, boolean labelled, Consumer<Example> into) {
        Problems problems = new Problems();
        List<double[]> targets = labelled ? objective.targets(rows, problems) : List.of();
        EncodingNotes notes = encoder.encode(rows, targets, problems, into);
        problems.throwIfAny();
        return notes;
    }

    @Override
    public Tensor features(Model model, Batch batch, Pass pass) {
        return encoder.features(model, batch, pass);
    }

    @Override
    public Tensor outputs(Model model, Tensor features, Batch batch) {
        return encoder.outputs(model, features, Pass.evaluation());
    }

    @Override
    public Tensor meanStates(Model model, Batch batch) {
        return encoder.meanStates(model, batch);
    }

    @Override
    public int paddingId() {
        return encoder.paddingId();
    }

    @Override
    public double targets(Batch batch) {
        return objective.count(batch);
    }

    @Override
    public BatchLoss loss(Model model, Tensor features, Batch batch, Pass pass) {
        Tensor logits = logits(model, features, pass);
        return BatchLoss.of(Profile.part(Profile.LOSS, () -> loss(logits, batch)));
    }

    @Override
    public Tensor logits(Model model, Tensor features, Pass pass) {
        return encoder.outputs(model, features, pass);
    }

    @Override
    public Tensor loss(Tensor logits, Batch batch) {
        return objective.loss(logits, batch);
    }

    @Override
    public Tensor distance(Tensor logits, Tensor teacher, Batch batch, double temperature) {
        return objective.distance(logits, teacher, temperature);
    }

    @Override
    public double imitated(Batch batch) {
        return objective.imitated(batch);
    }

    @Override
    public Scores scores(Encoded data, float[][] outputs) {
        List<double[]> targets = new ArrayList<>(data.rows().size());
        int last = -1;
        for (Example example : data.examples()) {
            if (example.row() != last) {
                targets.add(example.target());
                last = example.row();
            }
        }
        return objective.scores(targets, data.meanByRow(outputs));
    }

    @Override
    public List<Answered> answers(Encoded data, float[][] outputs) {
        double @Nullable [][] truths = new double[data.rows().size()][];
        data.examples().forEach(example -> truths[example.row()] = example.target());
        float[][] byRow = data.meanByRow(outputs);
        List<Answered> answers = new ArrayList<>(byRow.length);
        for (int row = 0; row < byRow.length; row++) {
            double[] truth = truths[row];
            answers.add(objective.answer(truth == null || truth.length == 0 ? null : truth, byRow[row]));
        }
        return answers;
    }

    @Override
    public Task tuned(Scores validation) {
        return new SequenceTask(name, head, encoder, objective.tuned(validation));
    }

    @Override
    public Map<String, String> files() {
        return encoder.files();
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>(objective.settings());
        settings.putAll(encoder.settings());
        return settings;
    }
}
