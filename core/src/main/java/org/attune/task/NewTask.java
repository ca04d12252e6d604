// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.attune.config.ClassWeights;
import org.attune.config.DataConfig;
import org.attune.config.LossConfig;
import org.attune.config.ModelConfig.Init;
import org.attune.config.RunConfig;
import org.attune.data.Dataset;
import org.attune.data.Tagged;
import org.attune.data.Values;
import org.attune.data.image.Augmentation;
import org.attune.model.Base;
import org.attune.model.HeadRequest;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.attune.problem.Similar;
import org.attune.tokenizer.Limit;
import org.jspecify.annotations.Nullable;

/** Makes the task of a run, with its labels from the training data or from the model. What is wrong is added to the problems. */
record NewTask(RunConfig config, Dataset data, Base base, Limit limit, Problems problems) {

    Task make() {
        return switch (config.task()) {
            case Tasks.LANGUAGE -> LanguageTasks.create(config, data, base, limit, problems);
            case Tasks.IMAGES -> ofImages();
            case Tasks.TAGS -> ofTokens();
            case Tasks.SIMILARITY -> ofSimilarity();
            default -> ofTexts();
        };
    }

    private Task ofTexts() {
        boolean regression = config.task().equals(Tasks.REGRESSION);
        Objective objective = regression ? new SquaredError(column("label")) : classification();
        boolean keeps = regression ? isPretrained() : objective.labels().inherited();
        TextEncoder texts = new TextEncoder(
                base.tokenizer(),
                limit,
                column("text"),
                data.columns().column("text_pair").orElse(null));
        HeadRequest head = head(HeadRequest.Kind.SEQUENCE, objective.outputs(), keeps);
        return new SequenceTask(config.task(), head, texts, objective);
    }

    private Task ofTokens() {
        WordEncoder words = new WordEncoder(base.tokenizer(), limit, column("tokens"), column("tags"));
        LabelSet tags = LabelSet.of(tags(words), labelsOfModel());
        HeadRequest head = head(HeadRequest.Kind.TOKENS, tags.size(), tags.inherited());
        return new TagTask(head, words, tags, entropy(tags, Map.of()));
    }

    private Task ofSimilarity() {
        refuseForSimilarity();
        SquaredError objective = new SquaredError(column("label"));
        SimilarityRange range =
                SimilarityRange.of(objective.targets(data.train(), problems), objective.column(), problems);
        TextEncoder texts = new TextEncoder(base.tokenizer(), limit, column("text"), null);
        return new SequenceTask(
                config.task(),
                head(HeadRequest.Kind.EMBEDDING, objective.outputs(), isPretrained()),
                new PairEncoder(texts, column("text_pair"), range),
                objective);
    }

    private Task ofImages() {
        ImagePreparation preparation = ImagePreparation.of(base, config.data().image(), problems);
        Objective objective = classification();
        HeadRequest head = head(
                HeadRequest.Kind.IMAGE, objective.outputs(), objective.labels().inherited());
        Augmentation augmentation = new Augmentation(config.data().augment(), preparation.sizing());
        return new SequenceTask(
                config.task(), head, new ImageEncoder(column("image"), preparation, augmentation), objective);
    }

    private String column(String role) {
        return data.columns().required(role);
    }

    private boolean isPretrained() {
        return config.model().init() == Init.PRETRAINED;
    }

    private List<String> labelsOfModel() {
        return isPretrained() ? base.labels() : List.of();
    }

    private void refuseForSimilarity() {
        if (config.method().name().equals("head")) {
            problems.add(
                    "method.no-head",
                    "method: head",
                    "task: text-similarity, whose model has no head",
                    "the method learns layers that follow the encoder",
                    "use method: lora or full");
        }
        if (config.data().length().stride().isPresent()) {
            problems.add(
                    "data.stride",
                    "data.stride",
                    "windows over the texts of text-similarity",
                    "each of the two texts is compared as a whole",
                    "leave stride out: longer texts are cut and counted");
        }
    }

    private Objective classification() {
        String column = data.columns().required("label");
        DataConfig.Labels asked = config.data().labels();
        boolean several = asked == DataConfig.Labels.MULTIPLE
                || (asked == DataConfig.Labels.AUTO && Values.areLists(data.train(), column));
        if (several) {
            refuseForSets();
            List<String> found = MultiLabel.sets(data.train(), column, problems).stream()
                    .flatMap(List::stream)
                    .distinct()
                    .toList();
            return new MultiLabel(several(found, column, 1), column, Threshold.DEFAULT);
        }
        List<String> found = Values.labels(data.train(), column, problems);
        LabelSet labels = several(found, column, 2);
        Map<String, Integer> counts = new LinkedHashMap<>();
        found.forEach(label -> counts.merge(label, 1, Integer::sum));
        return new SingleLabel(labels, column, entropy(labels, counts));
    }

    private LabelSet several(Collection<String> found, String column, int least) {
        LabelSet labels = LabelSet.of(found, labelsOfModel());
        if (labels.size() < least) {
            problems.add(
                    "data.one-class",
                    "column " + Problem.quote(column),
                    "all training rows have the same label: " + labels.names(),
                    "there are at least " + least + " labels to tell apart",
                    "add rows of other classes, or name the right column under data.columns.label");
        }
        return labels;
    }

    private void refuseForSets() {
        LossConfig loss = config.training().loss();
        if (loss.labelSmoothing() != 0
                || loss.focalGamma() != 0
                || !(loss.classWeights() instanceof ClassWeights.None)) {
            problems.add(
                    "training.loss",
                    "training",
                    "label_smoothing, focal_gamma or class_weights with several labels per row",
                    "these are for tasks with one label per row",
                    "leave them out");
        }
    }

    /** {@code counts} of the labels in training; without them, weights by balance are refused. */
    private CrossEntropy entropy(LabelSet labels, Map<String, Integer> counts) {
        LossConfig loss = config.training().loss();
        float @Nullable [] weights = null;
        if (loss.classWeights() instanceof ClassWeights.Each each) {
            weights = new float[labels.size()];
            for (int i = 0; i < weights.length; i++) {
                weights[i] =
                        each.weights().getOrDefault(labels.names().get(i), 1.0).floatValue();
            }
            each.weights().keySet().stream()
                    .filter(label -> !labels.names().contains(label))
                    .forEach(label -> problems.add(
                            "training.class-weights",
                            "training.class_weights." + label,
                            "no row has the label " + Problem.quote(label),
                            "weights name labels of the training data",
                            Similar.hint(label, labels.names())));
        } else if (loss.classWeights() instanceof ClassWeights.Balanced) {
            if (counts.isEmpty()) {
                problems.add(
                        "training.class-weights",
                        "training.class_weights",
                        "balanced with token-classification",
                        "balance is of rows' labels",
                        "give a map from tag to weight");
            }
            weights = balanced(labels, counts);
        }
        return new CrossEntropy(loss.labelSmoothing(), weights, loss.focalGamma());
    }

    /** n / (k · count), as scikit-learn balances. */
    private static float[] balanced(LabelSet labels, Map<String, Integer> counts) {
        double rows = counts.values().stream().mapToInt(Integer::intValue).sum();
        float[] weights = new float[labels.size()];
        for (int i = 0; i < weights.length; i++) {
            int count = counts.getOrDefault(labels.names().get(i), 0);
            weights[i] = count == 0 ? 1 : (float) (rows / (labels.size() * (double) count));
        }
        return weights;
    }

    private List<String> tags(WordEncoder words) {
        return Tagged.of(data.train(), words.tokensColumn(), words.tagsColumn(), problems).stream()
                .map(Tagged::tags)
                .flatMap(List::stream)
                .flatMap(Stream::of)
                .distinct()
                .toList();
    }

    private HeadRequest head(HeadRequest.Kind kind, int outputs, boolean keeps) {
        return new HeadRequest(
                kind,
                outputs,
                config.model().pooling(),
                config.model().init(),
                keeps,
                config.training().dropout().map(OptionalDouble::of).orElse(OptionalDouble.empty()));
    }
}
