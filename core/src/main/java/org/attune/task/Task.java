// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.ArrayList;
import java.util.Collections;
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
import org.attune.tokenizer.chat.ChatSample;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** What is learnt from a row, and how well it was learnt. */
public interface Task {

    /** The recipe's name of the task. */
    String name();

    /** The head that the task needs. */
    HeadRequest head();

    /** The labels in the order of the outputs; without names for regression. */
    LabelSet labels();

    /** The metric that decides which step is best, where the recipe does not say. */
    String metric();

    /** What {@code config.json} calls the task's kind of loss; null where it has no name for it. */
    @Nullable
    String problemType();

    /**
     * Rows as examples, one or (windows over long texts) several each.
     *
     * @param labelled whether the rows must have labels
     * @throws org.attune.problem.InputException naming every row that cannot be learnt from
     */
    default Encoded encode(List<Row> rows, boolean labelled) {
        List<Example> examples = new ArrayList<>(rows.size());
        EncodingNotes notes = encode(rows, labelled, examples::add);
        return new Encoded(rows, Collections.unmodifiableList(examples), notes.truncated(), notes.notes());
    }

    /** The same, given out one after another: none of them needs to be kept. */
    EncodingNotes encode(List<Row> rows, boolean labelled, Consumer<Example> into);

    /** A row token by token, with what of it is learnt; null where tokens are not what is learnt, or nothing is left of the row. */
    default @Nullable ChatSample sample(Row row) {
        return null;
    }

    /** How the model is asked to write held-out rows; null where it is not. */
    default @Nullable Writing writing() {
        return null;
    }

    /** The answers that the model is to choose from on held-out rows; null where it is not to. */
    default @Nullable Choosing choosing() {
        return null;
    }

    /** What the head takes: the backbone's states of a batch, pooled; of a language model those that predict a target. */
    Tensor features(Model model, Batch batch, Pass pass);

    /** What evaluation keeps of the model's answers to a batch, [batch, …]. */
    Tensor outputs(Model model, Tensor features, Batch batch);

    /** The mean over each example's tokens of the backbone's states, [batch, width]: features for the frozen-head baseline. */
    Tensor meanStates(Model model, Batch batch);

    /** How many targets a batch has: the loss of a step is divided once by their number (with class weights, their weights). */
    double targets(Batch batch);

    /** The loss of a batch, summed over its targets in the masters' type. */
    BatchLoss loss(Model model, Tensor features, Batch batch, Pass pass);

    /**
     * What the model said against what is true.
     *
     * @param outputs of each example of {@code data}, flat, in its order
     */
    Scores scores(Encoded data, float[][] outputs);

    /** The columns that the model sees, for files of predictions. */
    List<String> inputs();

    /** The id that pads. */
    int paddingId();

    /** The words of each row, for tasks that answer per word. */
    default String[][] words(Encoded data) {
        throw new IllegalStateException(name() + " has no words");
    }

    /** What the model answers for each row, for people and files. */
    List<Answered> answers(Encoded data, float[][] outputs);

    /** The same task with what was tuned on validation data (a threshold). */
    default Task tuned(Scores validation) {
        return this;
    }

    /** Text files of a saved model that the task brings, by their names: a chat template. */
    default Map<String, String> files() {
        return Map.of();
    }

    /** What a saved model must remember of the task besides its labels, by the keys of {@code attune.json}. */
    default Map<String, Object> settings() {
        return Map.of();
    }
}
