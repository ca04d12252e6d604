// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.attune.config.AugmentConfig;
import org.attune.config.ImageConfig;
import org.attune.config.ModelConfig;
import org.attune.config.WritingConfig;
import org.attune.data.image.Augmentation;
import org.attune.model.Base;
import org.attune.model.HeadRequest;
import org.attune.problem.InputException;
import org.attune.problem.Problems;
import org.attune.tokenizer.Limit;
import org.attune.tokenizer.chat.ChatColumns;

/**
 * The task that a saved model was tuned for: from {@code attune.json}, or, of models that other tools saved, from
 * {@code config.json}.
 *
 * @param columns names of the training data's columns by role
 */
public record SavedTask(Task task, Map<String, String> columns) {

    /** @throws InputException for a model that has no head to answer with */
    public static SavedTask of(Base base) {
        return of(base, Optional.empty());
    }

    /** @param asked of a language model on labelled rows, empty: what the model remembers */
    public static SavedTask of(Base base, Optional<WritingConfig> asked) {
        SavedSettings settings = SavedSettings.of(base);
        Limit limit = new Limit(
                settings.maxLength(),
                Limit.Truncation.valueOf(settings.truncation().toUpperCase(Locale.ROOT)),
                settings.stride());
        if (settings.task().equals("causal-lm")) {
            return new SavedTask(LanguageTasks.saved(base, settings, limit, asked), settings.columns());
        }
        LabelSet labels = new LabelSet(settings.labels(), true);
        String problem = settings.problemType();
        boolean tags = settings.task().equals("token-classification");
        int outputs = labels.size() == 0 ? 1 : labels.size();
        HeadRequest head = new HeadRequest(
                kind(settings.task()),
                outputs,
                ModelConfig.Pooling.AUTO,
                ModelConfig.Init.PRETRAINED,
                true,
                OptionalDouble.empty());
        CrossEntropy entropy = new CrossEntropy(0, null, 0);
        if (tags) {
            WordEncoder words =
                    new WordEncoder(base.tokenizer(), limit, settings.column("tokens"), settings.column("tags"));
            return new SavedTask(new TagTask(head, words, labels, entropy), settings.columns());
        }
        if (settings.task().equals(Tasks.IMAGES)) {
            return new SavedTask(images(base, settings, head, labels), settings.columns());
        }
        String label = settings.column("label");
        if (settings.task().equals("text-similarity")) {
            TextEncoder texts = new TextEncoder(base.tokenizer(), limit, settings.column("text"), null);
            PairEncoder pairs = new PairEncoder(texts, settings.column("text_pair"), SimilarityRange.of(base.attune()));
            return new SavedTask(
                    new SequenceTask(settings.task(), head, pairs, new SquaredError(label)), settings.columns());
        }
        Objective objective = "regression".equals(problem)
                ? new SquaredError(label)
                : "multi_label_classification".equals(problem)
                        ? new MultiLabel(labels, label, settings.threshold())
                        : new SingleLabel(labels, label, entropy);
        TextEncoder texts = new TextEncoder(
                base.tokenizer(),
                limit,
                settings.column("text"),
                settings.columns().get("text_pair"));
        return new SavedTask(new SequenceTask(settings.task(), head, texts, objective), settings.columns());
    }

    private static HeadRequest.Kind kind(String task) {
        return switch (task) {
            case "token-classification" -> HeadRequest.Kind.TOKENS;
            case "text-similarity" -> HeadRequest.Kind.EMBEDDING;
            case Tasks.IMAGES -> HeadRequest.Kind.IMAGE;
            default -> HeadRequest.Kind.SEQUENCE;
        };
    }

    private static Task images(Base base, SavedSettings settings, HeadRequest head, LabelSet labels) {
        Problems problems = new Problems();
        ImagePreparation preparation = ImagePreparation.of(base, ImageConfig.DEFAULT, problems);
        problems.throwIfAny();
        String label = settings.column("label");
        Objective objective = "multi_label_classification".equals(settings.problemType())
                ? new MultiLabel(labels, label, settings.threshold())
                : new SingleLabel(labels, label, new CrossEntropy(0, null, 0));
        Augmentation none = new Augmentation(AugmentConfig.NONE, preparation.sizing());
        return new SequenceTask(
                Tasks.IMAGES, head, new ImageEncoder(settings.column("image"), preparation, none), objective);
    }

    /**
     * The columns of the training data by role: what the model reads, and last what it is measured against.
     *
     * @param said roles that are named for new data; rows of a language model may be written otherwise than those it learnt from
     */
    public Map<String, String> roles(Set<String> said) {
        if (task instanceof LanguageTask) {
            Map<String, String> parts = new LinkedHashMap<>(columns);
            said.stream().filter(ChatColumns::isPart).forEach(role -> parts.putIfAbsent(role, role));
            return parts;
        }
        Map<String, String> roles = new LinkedHashMap<>();
        for (String role : List.of("text", "text_pair", "tokens", "image")) {
            if (task.inputs().contains(column(role))) {
                roles.put(role, column(role));
            }
        }
        roles.put(truth(), column(truth()));
        return roles;
    }

    /** The role of the column that says what is true. */
    public String truth() {
        return task instanceof TagTask ? "tags" : "label";
    }

    /** The column of a role; the role's own name where the model remembers none. */
    public String column(String role) {
        return columns.getOrDefault(role, role);
    }
}
