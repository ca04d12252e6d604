// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.attune.data.Batch;
import org.attune.data.EncodingNotes;
import org.attune.data.Example;
import org.attune.data.Row;
import org.attune.model.HeadRequest;
import org.attune.model.Model;
import org.attune.model.TokenInputs;
import org.attune.nn.Pass;
import org.attune.problem.Problems;
import org.attune.tensor.Tensors;
import org.attune.tokenizer.chat.ChatSample;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * The next token, at the places that are to be learnt: continued pre-training, instructions, conversations. An example's target has
 * for each of its tokens the id of the one to come, or {@link CrossEntropy#IGNORED}.
 *
 * @param writing how held-out rows are written, null where they are not
 * @param choosing the answers that they have besides their own, null where they have none
 */
record LanguageTask(
        HeadRequest head,
        LanguageRows rows,
        @Nullable Writing writing,
        @Nullable Choosing choosing) implements Task {

    @Override
    public String name() {
        return "causal-lm";
    }

    @Override
    public LabelSet labels() {
        return new LabelSet(List.of(), false);
    }

    @Override
    public List<String> inputs() {
        return rows.columns();
    }

    @Override
    public String metric() {
        return "loss";
    }

    @Override
    public @Nullable String problemType() {
        return null;
    }

    @Override
    public int paddingId() {
        return rows.paddingId();
    }

    @Override
    public Map<String, Object> settings() {
        Map<String, Object> settings = new LinkedHashMap<>(rows.settings());
        WrittenSettings.of(writing, choosing).ifPresent(asked -> settings.put(WrittenSettings.KEY, asked));
        return settings;
    }

    @Override
    public Map<String, String> files() {
        return rows.files();
    }

    @Override
    public @Nullable ChatSample sample(Row row) {
        return rows.sample(row);
    }

    @Override
    public EncodingNotes encode(List<Row> data, boolean labelled, Consumer<Example> into) {
        Problems problems = new Problems();
        EncodingNotes notes = rows.encode(data, problems, into);
        problems.throwIfAny();
        if (choosing != null && labelled) {
            choosing.check(data, problems);
            problems.throwIfAny();
        }
        return notes;
    }

    /** The states that predict a target, those of all rows one after another: [targets, width]. */
    @Override
    public Tensor features(Model model, Batch batch, Pass pass) {
        Tensor states = batch.packed() ? packed(model, batch, pass) : padded(model, batch, pass);
        long[] places = NextTokens.of(batch).places();
        Tensor index = Tensors.of(places, places.length).to(states.device(), ScalarType.Long);
        return states.reshape(-1, states.size(-1))
                .index_select(0, index); // x[index] would have a nondeterministic backward
    }

    private Tensor padded(Model model, Batch batch, Pass pass) {
        return model.features(TokenBatch.inputs(batch, paddingId(), model.placement()), pass);
    }

    private Tensor packed(Model model, Batch batch, Pass pass) {
        TokenInputs inputs = TokenBatch.packed(batch, paddingId(), model.placement());
        return model.features(inputs, pass.packed(Objects.requireNonNull(inputs.packed())));
    }

    @Override
    public BatchLoss loss(Model model, Tensor features, Batch batch, Pass pass) {
        return LanguageLoss.of(model, features, NextTokens.of(batch).ids(), pass);
    }

    /** For each row the sum of its targets' losses, and the number of targets that were the most probable word: [batch, 2]. */
    @Override
    public Tensor outputs(Model model, Tensor features, Batch batch) {
        NextTokens next = NextTokens.of(batch);
        float[][] each = LanguageAnswers.of(model, features, next.ids());
        float[] sums = new float[2 * batch.size()];
        int from = 0;
        for (int row = 0; row < batch.size(); row++) {
            double loss = 0;
            for (int i = from; i < from + next.byRow()[row]; i++) {
                loss += each[0][i];
                sums[2 * row + 1] += each[1][i];
            }
            sums[2 * row] = (float) loss;
            from += next.byRow()[row];
        }
        return Tensors.of(sums, batch.size(), 2);
    }

    @Override
    public Tensor meanStates(Model model, Batch batch) {
        return TokenBatch.meanStates(model, TokenBatch.inputs(batch, paddingId(), model.placement()));
    }

    @Override
    public double targets(Batch batch) {
        return batch.examples().stream().mapToInt(NextTokens::count).sum();
    }

    /** Rows with several examples, chunks of a long text, are one. */
    @Override
    public Scores scores(Encoded data, float[][] outputs) {
        double[] losses = new double[data.rows().size()];
        long[] tokens = new long[losses.length];
        long[] right = new long[losses.length];
        for (int i = 0; i < outputs.length; i++) {
            Example example = data.examples().get(i);
            losses[example.row()] += outputs[i][0];
            tokens[example.row()] += NextTokens.count(example);
            right[example.row()] += (long) outputs[i][1];
        }
        return new LanguageScores(losses, tokens, right);
    }

    /** What was to be written, and how likely it was. */
    @Override
    public List<Answered> answers(Encoded data, float[][] outputs) {
        LanguageScores scores = (LanguageScores) scores(data, outputs);
        List<List<Integer>> written = written(data);
        List<Answered> answers = new ArrayList<>(scores.rows());
        for (int row = 0; row < scores.rows(); row++) {
            long tokens = scores.tokens()[row];
            Answer truth = new Answer.Label(rows.text(
                    written.get(row).stream().mapToInt(Integer::intValue).toArray()));
            answers.add(new Answered(
                    truth, new Answer.Likelihood(scores.losses()[row] / Math.max(1, tokens), tokens), null));
        }
        return answers;
    }

    private static List<List<Integer>> written(Encoded data) {
        List<List<Integer>> written = new ArrayList<>();
        data.rows().forEach(row -> written.add(new ArrayList<>()));
        data.examples()
                .forEach(example -> Arrays.stream(example.target())
                        .filter(target -> target != CrossEntropy.IGNORED)
                        .forEach(target -> written.get(example.row()).add((int) target)));
        return written;
    }
}
