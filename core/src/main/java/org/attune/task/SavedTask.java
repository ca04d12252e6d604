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

    /** Of labels without weights: the loss of a model that is not trained any more. */
    private static final CrossEntropy ENTROPY = new CrossEntropy(0, null, 0);

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
        if (settings.task().equals(Tasks.LANGUAGE)) {
            return new SavedTask(LanguageTasks.saved(base, settings, limit, asked), settings.columns());
        }
        return new SavedTask(of(base, settings, limit), settings.columns());
    }

    private static Task of(Base base, SavedSettings settings, Limit limit) {
        LabelSet labels = new LabelSet(settings.labels(), true);
        HeadRequest head = new HeadRequest(
                kind(settings.task()),
                Math.max(1, labels.size()),
                ModelConfig.Pooling.AUTO,
                ModelConfig.Init.PRETRAINED,
                true,
                OptionalDouble.empty());
        if (head.kind() == HeadRequest.Kind.TOKENS) {
            WordEncoder words =
                    new WordEncoder(base.tokenizer(), limit, settings.column("tokens"), settings.column("tags"));
            return new TagTask(head, words, labels, ENTROPY);
        }
        RowEncoder encoder = switch (head.kind()) {
            case IMAGE -> images(base, settings);
            case EMBEDDING ->
                new PairEncoder(
                        new TextEncoder(base.tokenizer(), limit, settings.column("text"), null),
                        settings.column("text_pair"),
                        SimilarityRange.of(base.attune()));
            default ->
                new TextEncoder(
                        base.tokenizer(),
                        limit,
                        settings.column("text"),
                        settings.columns().get("text_pair"));
        };
        return new SequenceTask(settings.task(), head, encoder, objective(settings, labels));
    }

    private static Objective objective(SavedSettings settings, LabelSet labels) {
        String column = settings.column("label");
        return switch (settings.problemType() == null ? "" : settings.problemType()) {
            case "regression" -> new SquaredError(column);
            case "multi_label_classification" -> new MultiLabel(labels, column, settings.threshold());
            default -> new SingleLabel(labels, column, ENTROPY);
        };
    }

    private static HeadRequest.Kind kind(String task) {
        return switch (task) {
            case Tasks.TAGS -> HeadRequest.Kind.TOKENS;
            case Tasks.SIMILARITY -> HeadRequest.Kind.EMBEDDING;
            case Tasks.IMAGES -> HeadRequest.Kind.IMAGE;
            default -> HeadRequest.Kind.SEQUENCE;
        };
    }

    private static ImageEncoder images(Base base, SavedSettings settings) {
        Problems problems = new Problems();
        ImagePreparation preparation = ImagePreparation.of(base, ImageConfig.DEFAULT, problems);
        problems.throwIfAny();
        Augmentation none = new Augmentation(AugmentConfig.NONE, preparation.sizing());
        return new ImageEncoder(settings.column("image"), preparation, none);
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
