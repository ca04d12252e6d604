// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.attune.config.ClassWeights;
import org.attune.config.DataConfig;
import org.attune.config.LossConfig;
import org.attune.config.ModelConfig.Init;
import org.attune.config.RunConfig;
import org.attune.data.Columns;
import org.attune.data.Dataset;
import org.attune.data.Row;
import org.attune.data.Tagged;
import org.attune.data.Values;
import org.attune.data.image.Augmentation;
import org.attune.model.Base;
import org.attune.model.HeadRequest;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.attune.tokenizer.Limit;
import org.jspecify.annotations.Nullable;

/** The one list of tasks. */
public final class Tasks {

    private static final String CLASSIFICATION = "text-classification";
    private static final String REGRESSION = "text-regression";
    private static final String SIMILARITY = "text-similarity";
    private static final String TAGS = "token-classification";
    private static final String LANGUAGE = "causal-lm";
    static final String IMAGES = "image-classification";

    private static final Map<String, Dataset.Roles> ROLES = Map.of(
            CLASSIFICATION,
                    new Dataset.Roles(
                            Set.of("text", "label"), Set.of("text_pair", "id"), Set.of("text", "text_pair"), true),
            REGRESSION,
                    new Dataset.Roles(
                            Set.of("text", "label"), Set.of("text_pair", "id"), Set.of("text", "text_pair"), false),
            SIMILARITY,
                    new Dataset.Roles(
                            Set.of("text", "text_pair", "label"), Set.of("id"), Set.of("text", "text_pair"), false),
            IMAGES, new Dataset.Roles(Set.of("image", "label"), Set.of("id"), Set.of("image"), true),
            TAGS, new Dataset.Roles(Set.of("tokens", "tags"), Set.of("id"), Set.of("tokens"), false),
            LANGUAGE, new Dataset.Roles(Set.of(), Set.of("id"), Set.of(), false));

    private Tasks() {}

    /**
     * The columns that a task needs.
     *
     * @throws InputException for a task that this version does not have
     */
    public static Dataset.Roles roles(String task) {
        Dataset.Roles roles = ROLES.get(task);
        if (roles == null) {
            throw new InputException(
                    "task.unavailable",
                    "task: " + task,
                    "this version does not have the task",
                    "the tasks of this version are " + String.join(", ", new TreeMap<>(ROLES).keySet()),
                    "use one of them");
        }
        return roles;
    }

    /**
     * The task of a run, with its labels from the training data or from the model.
     *
     * @throws InputException with every row that has no usable label, and where there is nothing to tell apart
     */
    public static Task create(RunConfig config, Dataset data, Base base, Limit limit) {
        Problems problems = new Problems();
        if (config.task().equals(LANGUAGE)) {
            return LanguageTasks.create(config, data, base, limit, problems);
        }
        Columns columns = data.columns();
        boolean random = config.model().init() == Init.RANDOM;
        List<String> ofModel = random ? List.of() : base.labels();
        Task task;
        if (config.task().equals(IMAGES)) {
            task = images(config, data, base, ofModel, problems);
        } else if (config.task().equals(TAGS)) {
            WordEncoder words =
                    new WordEncoder(base.tokenizer(), limit, columns.required("tokens"), columns.required("tags"));
            LabelSet tags = LabelSet.of(tags(data.train(), words, problems), ofModel);
            task = new TagTask(
                    head(config, HeadRequest.Kind.TOKENS, tags.size(), tags.inherited()),
                    words,
                    tags,
                    entropy(config.training().loss(), tags, Map.of(), problems));
        } else if (config.task().equals(SIMILARITY)) {
            task = similarity(config, data, base, limit, problems);
        } else {
            TextEncoder texts = new TextEncoder(
                    base.tokenizer(),
                    limit,
                    columns.required("text"),
                    columns.column("text_pair").orElse(null));
            Objective objective = config.task().equals(REGRESSION)
                    ? new SquaredError(columns.required("label"))
                    : classification(config, data, ofModel, problems);
            boolean keeps = config.task().equals(REGRESSION)
                    ? !random
                    : objective.labels().inherited();
            task = new SequenceTask(
                    config.task(),
                    head(config, HeadRequest.Kind.SEQUENCE, objective.outputs(), keeps),
                    texts,
                    objective);
        }
        problems.throwIfAny();
        return task;
    }

    private static Task similarity(RunConfig config, Dataset data, Base base, Limit limit, Problems problems) {
        Columns columns = data.columns();
        SquaredError objective = new SquaredError(columns.required("label"));
        refuseForSimilarity(config, problems);
        SimilarityRange range =
                SimilarityRange.of(objective.targets(data.train(), problems), objective.column(), problems);
        TextEncoder texts = new TextEncoder(base.tokenizer(), limit, columns.required("text"), null);
        return new SequenceTask(
                SIMILARITY,
                head(config, HeadRequest.Kind.EMBEDDING, 1, config.model().init() == Init.PRETRAINED),
                new PairEncoder(texts, columns.required("text_pair"), range),
                objective);
    }

    private static void refuseForSimilarity(RunConfig config, Problems problems) {
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

    private static Task images(RunConfig config, Dataset data, Base base, List<String> ofModel, Problems problems) {
        ImagePreparation preparation = ImagePreparation.of(base, config.data().image(), problems);
        Objective objective = classification(config, data, ofModel, problems);
        HeadRequest head = head(
                config,
                HeadRequest.Kind.IMAGE,
                objective.outputs(),
                objective.labels().inherited());
        Augmentation augmentation = new Augmentation(config.data().augment(), preparation.sizing());
        return new SequenceTask(
                IMAGES, head, new ImageEncoder(data.columns().required("image"), preparation, augmentation), objective);
    }

    private static Objective classification(RunConfig config, Dataset data, List<String> ofModel, Problems problems) {
        String column = data.columns().required("label");
        DataConfig.Labels asked = config.data().labels();
        boolean several = asked == DataConfig.Labels.MULTIPLE
                || (asked == DataConfig.Labels.AUTO && Values.areLists(data.train(), column));
        if (several) {
            refuseForSets(config.training().loss(), problems);
            List<String> found = MultiLabel.sets(data.train(), column, problems).stream()
                    .flatMap(List::stream)
                    .toList();
            return new MultiLabel(several(found, ofModel, column, 1, problems), column, Threshold.DEFAULT);
        }
        List<String> found = Values.labels(data.train(), column, problems);
        LabelSet labels = several(found, ofModel, column, 2, problems);
        Map<String, Integer> counts = new LinkedHashMap<>();
        found.forEach(label -> counts.merge(label, 1, Integer::sum));
        return new SingleLabel(labels, column, entropy(config.training().loss(), labels, counts, problems));
    }

    private static LabelSet several(
            Collection<String> found, List<String> ofModel, String column, int least, Problems problems) {
        LabelSet labels = LabelSet.of(found, ofModel);
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

    private static void refuseForSets(LossConfig loss, Problems problems) {
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
    private static CrossEntropy entropy(
            LossConfig loss, LabelSet labels, Map<String, Integer> counts, Problems problems) {
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
                            org.attune.problem.Similar.hint(label, labels.names())));
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

    private static List<String> tags(List<Row> rows, WordEncoder words, Problems problems) {
        return Tagged.of(rows, words.tokensColumn(), words.tagsColumn(), problems).stream()
                .map(Tagged::tags)
                .flatMap(List::stream)
                .flatMap(Stream::of)
                .distinct()
                .toList();
    }

    private static HeadRequest head(RunConfig config, HeadRequest.Kind kind, int outputs, boolean keeps) {
        return new HeadRequest(
                kind,
                outputs,
                config.model().pooling(),
                config.model().init(),
                keeps,
                config.training().dropout().map(OptionalDouble::of).orElse(OptionalDouble.empty()));
    }
}
