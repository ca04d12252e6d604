// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attune.data.Dataset;
import org.attune.data.Example;
import org.attune.distributed.Peers;
import org.attune.method.Method.Predictor;
import org.attune.model.HeadRequest;
import org.attune.model.Model;
import org.attune.nn.Pass;
import org.attune.task.Encoded;
import org.attune.task.Scores;
import org.attune.task.Task;

/**
 * What the run has to beat, measured before the first step and kept in a file, because the model is not the same afterwards: the
 * most frequent answer, logistic regression on frozen features, and, where the model brings a head for the same labels, the model
 * as it came.
 */
public final class Baselines {

    /** Learning the frozen head from more rows than these changes it little and takes long. */
    private static final int MOST_ROWS = 20_000;

    /** Training rows whose labels are looked at together. */
    private static final int PART = 8_192;

    private final Model model;
    private final Task task;
    private final Map<String, Encoded> splits;
    private final RetainedSuite retained;
    private final Bootstrap bootstrap;

    /** @param retained what the model as it came knows is a split of {@link Baseline#UNTUNED} each */
    public Baselines(Model model, Task task, Map<String, Encoded> splits, RetainedSuite retained, long seed) {
        this.model = model;
        this.task = task;
        this.splits = splits;
        this.retained = retained;
        this.bootstrap = Bootstrap.of(seed);
    }

    /**
     * Reads them where a run is resumed; otherwise the first peer measures and writes them. Empty where nothing is held out or
     * retained.
     */
    public Map<String, Baseline> kept(Path file, Peers peers) {
        if (!peers.writes()) {
            peers.await();
        } else {
            if (!Files.exists(file)) {
                EvaluationJson.write(EvaluationReport.of(Map.of(), measure()), file);
            }
            peers.await();
        }
        return EvaluationJson.read(file).baselines();
    }

    /** A language model is compared with itself as it came: it has no classes to be the most frequent. */
    private Map<String, Baseline> measure() {
        boolean language = task.head().kind() == HeadRequest.Kind.LANGUAGE;
        Map<String, Map<String, Map<String, Metric>>> found = new LinkedHashMap<>();
        if (!language) {
            measureWithoutModel(found);
        }
        if (language || task.head().keepHead()) {
            heldOut().forEach((split, held) -> {
                Predictor untuned = batch -> task.outputs(model, task.features(model, batch, Pass.evaluation()), batch);
                float[][] outputs = Evaluation.outputs(untuned, held.examples());
                SplitEvaluation measured = Evaluation.measure(
                        task.scores(held, outputs), task.labels().names(), bootstrap);
                note(found, Baseline.UNTUNED, split, Written.beside(measured, model, task, held, bootstrap));
            });
        }
        retained.measure(bootstrap).forEach((split, measured) -> note(found, Baseline.UNTUNED, split, measured));
        Map<String, Baseline> baselines = new LinkedHashMap<>();
        found.forEach((name, bySplit) -> baselines.put(name, new Baseline(ofMain(bySplit), bySplit)));
        return baselines;
    }

    /** The most frequent answer, and logistic regression on frozen features. */
    private void measureWithoutModel(Map<String, Map<String, Map<String, Metric>>> found) {
        Map<String, Encoded> heldOut = heldOut();
        Encoded train = splits.getOrDefault(Dataset.TRAIN, new Encoded(List.of(), List.of(), 0));
        Encoded sample = train.sample(MOST_ROWS, bootstrap.seed());
        Optional<FrozenHead> frozen = heldOut.isEmpty()
                ? Optional.empty()
                : FrozenHead.fit(batch -> task.meanStates(model, batch), sample, truth(sample));
        TrainingLabels labels = heldOut.isEmpty() ? new TrainingLabels() : labels(train);
        heldOut.forEach((split, held) -> {
            Scores truth = truth(held);
            note(found, Baseline.MAJORITY, split, labels.majority(truth, () -> task.words(held)));
            frozen.ifPresent(head -> note(found, Baseline.FROZEN_HEAD, split, head.scores(held, truth)));
        });
    }

    /** What was measured first, unless that is a task that the model knew before. */
    private static Map<String, Metric> ofMain(Map<String, Map<String, Metric>> bySplit) {
        return bySplit.entrySet().stream()
                .filter(split -> !RetainedSuite.isRetained(split.getKey()))
                .findFirst()
                .map(Map.Entry::getValue)
                .orElse(Map.of());
    }

    /** Test first, which the tables show. */
    private Map<String, Encoded> heldOut() {
        Map<String, Encoded> heldOut = new LinkedHashMap<>();
        for (String split : List.of(Dataset.TEST, Dataset.VALIDATION)) {
            if (splits.containsKey(split)) {
                heldOut.put(split, splits.get(split));
            }
        }
        return heldOut;
    }

    private void note(Map<String, Map<String, Map<String, Metric>>> found, String name, String split, Scores scores) {
        note(found, name, split, Evaluation.measure(scores, task.labels().names(), bootstrap));
    }

    private static void note(
            Map<String, Map<String, Map<String, Metric>>> found, String name, String split, SplitEvaluation measured) {
        found.computeIfAbsent(name, key -> new LinkedHashMap<>()).put(split, measured.metrics());
    }

    private TrainingLabels labels(Encoded train) {
        TrainingLabels labels = new TrainingLabels();
        train.inParts(PART, part -> labels.add(truth(part), () -> task.words(part)));
        return labels;
    }

    /** Scores whose answers say nothing: the truth in the form that metrics take. */
    private Scores truth(Encoded data) {
        int size = task.head().outputs();
        boolean perToken = task.head().kind() == HeadRequest.Kind.TOKENS;
        float[][] nothing = data.examples().stream()
                .map((Example example) -> new float[perToken ? example.length() * size : size])
                .toArray(float[][]::new);
        return task.scores(data, nothing);
    }
}
