// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.attune.data.Batch;
import org.attune.data.EncodingNotes;
import org.attune.data.Example;
import org.attune.data.Row;
import org.attune.data.Tagged;
import org.attune.model.HeadRequest;
import org.attune.model.Model;
import org.attune.nn.Pass;
import org.attune.problem.Problems;
import org.attune.tensor.Profile;
import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;

/**
 * A tag for each word. A word's tag is learnt and read at its first piece, as the reference's examples do; words that the
 * maximum length cuts off are predicted as {@code O} and counted.
 */
record TagTask(HeadRequest head, WordEncoder words, LabelSet tags, CrossEntropy entropy) implements LogitsTask {

    private static final String OUTSIDE = "O";

    @Override
    public String name() {
        return "token-classification";
    }

    @Override
    public LabelSet labels() {
        return tags;
    }

    @Override
    public List<String> inputs() {
        return List.of(words.tokensColumn());
    }

    @Override
    public String metric() {
        return "entity_f1";
    }

    @Override
    public @Nullable String problemType() {
        return null;
    }

    @Override
    public EncodingNotes encode(List<Row> rows, boolean labelled, Consumer<Example> into) {
        Problems problems = new Problems();
        List<double[]> numbers = labelled ? words.numbers(rows, tags, problems) : List.of();
        EncodingNotes notes = words.encode(rows, numbers, problems, into);
        problems.throwIfAny();
        return notes;
    }

    @Override
    public Tensor features(Model model, Batch batch, Pass pass) {
        return model.features(TokenBatch.inputs(batch, words.paddingId(), model.placement()), pass);
    }

    @Override
    public Tensor outputs(Model model, Tensor features, Batch batch) {
        return model.logits(features, Pass.evaluation());
    }

    @Override
    public Tensor meanStates(Model model, Batch batch) {
        return TokenBatch.meanStates(model, TokenBatch.inputs(batch, words.paddingId(), model.placement()));
    }

    @Override
    public int paddingId() {
        return words.paddingId();
    }

    @Override
    public double targets(Batch batch) {
        return batch.examples().stream()
                .flatMapToDouble(example -> Arrays.stream(example.target()))
                .map(target -> entropy.weight((int) target))
                .sum();
    }

    @Override
    public BatchLoss loss(Model model, Tensor features, Batch batch, Pass pass) {
        Tensor logits = logits(model, features, pass);
        return BatchLoss.of(Profile.part(Profile.LOSS, () -> loss(logits, batch)));
    }

    @Override
    public Tensor logits(Model model, Tensor features, Pass pass) {
        return model.logits(features, pass);
    }

    /** outputs [batch, time, tags]. */
    @Override
    public Tensor loss(Tensor outputs, Batch batch) {
        long[] targets = flatTargets(batch);
        Tensor flat = outputs.reshape(-1, tags.size());
        return entropy.sum(flat, Tensors.of(targets, targets.length).to(outputs.device(), ScalarType.Long));
    }

    /** Over the first pieces of words, as the loss. */
    @Override
    public Tensor distance(Tensor outputs, Tensor teacher, Batch batch, double temperature) {
        long[] targets = flatTargets(batch);
        long[] learnt = IntStream.range(0, targets.length)
                .filter(place -> targets[place] != CrossEntropy.IGNORED)
                .asLongStream()
                .toArray();
        Tensor places = Tensors.of(learnt, learnt.length).to(outputs.device(), ScalarType.Long);
        return new Softened(temperature)
                .classes(
                        outputs.reshape(-1, tags.size()).index_select(0, places),
                        teacher.reshape(-1, tags.size()).index_select(0, places));
    }

    @Override
    public double imitated(Batch batch) {
        return batch.examples().stream()
                .flatMapToDouble(example -> Arrays.stream(example.target()))
                .filter(target -> target != CrossEntropy.IGNORED)
                .count();
    }

    /** Of [batch · time]; those that take no part are ignored. */
    private static long[] flatTargets(Batch batch) {
        int time = batch.length();
        long[] targets = new long[batch.size() * time];
        Arrays.fill(targets, CrossEntropy.IGNORED);
        for (int row = 0; row < batch.size(); row++) {
            double[] target = batch.examples().get(row).target();
            for (int t = 0; t < target.length; t++) {
                targets[row * time + t] = (long) target[t];
            }
        }
        return targets;
    }

    @Override
    public String[][] words(Encoded data) {
        return words.tokens(data.rows()).stream()
                .map(sentence -> sentence.toArray(new String[0]))
                .toArray(String[][]::new);
    }

    @Override
    public Scores scores(Encoded data, float[][] outputs) {
        List<Tagged> truth = words.sentences(data.rows());
        String[][] expected = new String[truth.size()][];
        for (int row = 0; row < expected.length; row++) {
            expected[row] = truth.get(row).tags().toArray(new String[0]);
        }
        return new TagScores(expected, predicted(data, outputs));
    }

    @Override
    public List<Answered> answers(Encoded data, float[][] outputs) {
        boolean labelled = data.examples().stream().anyMatch(example -> example.target().length > 0);
        List<Tagged> truth = labelled ? words.sentences(data.rows()) : List.of();
        String[][] predicted = predicted(data, outputs);
        List<Answered> answers = new ArrayList<>(predicted.length);
        for (int row = 0; row < predicted.length; row++) {
            Answer expected = labelled ? new Answer.Labels(truth.get(row).tags()) : null;
            answers.add(new Answered(expected, new Answer.Labels(List.of(predicted[row])), null));
        }
        return answers;
    }

    /** The best tag at the first piece of each word; of a word in several windows, the first window's. */
    private String[][] predicted(Encoded data, float[][] outputs) {
        String[][] predicted = new String[data.rows().size()][];
        List<List<String>> tokens = words.tokens(data.rows());
        for (int row = 0; row < predicted.length; row++) {
            predicted[row] = new String[tokens.get(row).size()];
        }
        for (int i = 0; i < outputs.length; i++) {
            Example example = data.examples().get(i);
            String[] sentence = predicted[example.row()];
            Example.Tokens pieces = (Example.Tokens) example.features();
            for (int t = 0; t < pieces.length(); t++) {
                int word = pieces.words()[t];
                if (WordEncoder.isFirstPiece(pieces, t) && sentence[word] == null) {
                    sentence[word] = best(outputs[i], t);
                }
            }
        }
        for (String[] sentence : predicted) {
            for (int word = 0; word < sentence.length; word++) {
                sentence[word] = sentence[word] == null ? OUTSIDE : sentence[word];
            }
        }
        return predicted;
    }

    private String best(float[] outputs, int token) {
        int size = tags.size();
        return tags.names().get(Probabilities.largest(Arrays.copyOfRange(outputs, token * size, (token + 1) * size)));
    }
}
