// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import org.attune.config.ConversationConfig;
import org.attune.config.ConversationConfig.Layout;
import org.attune.config.Kinds;
import org.attune.config.LossConfig;
import org.attune.config.ModelConfig;
import org.attune.config.RunConfig;
import org.attune.config.WritingConfig;
import org.attune.data.Dataset;
import org.attune.model.Base;
import org.attune.model.HeadRequest;
import org.attune.problem.Problems;
import org.attune.tokenizer.Limit;
import org.attune.tokenizer.chat.ChatColumns;
import org.attune.tokenizer.chat.ChatModel;
import org.attune.tokenizer.chat.ModelTemplates;

/** Makes the task of a language model out of a recipe. */
final class LanguageTasks {

    private LanguageTasks() {}

    static Task create(RunConfig config, Dataset data, Base base, Limit limit, Problems problems) {
        refuse(config, problems);
        ConversationConfig asked = config.data().conversation();
        ChatColumns names = problems.collect(() -> ChatColumns.of(named(data), "data.columns"));
        ChatModel model = problems.collect(() -> model(base, asked.template()));
        problems.throwIfAny();
        List<String> columns = data.train().isEmpty()
                ? List.of()
                : data.train().get(0).values().keySet().stream()
                        .filter(column -> !Objects.requireNonNull(names).isAnswer(column))
                        .toList();
        ConversationRows rows = new ConversationRows(
                Objects.requireNonNull(model), asked, Objects.requireNonNull(names), columns, limit);
        HeadRequest head = head(base, config.model().init(), config.training().dropout());
        return asking(head, rows, config.evaluate().writing());
    }

    private static LanguageTask asking(HeadRequest head, ConversationRows rows, WritingConfig asked) {
        Writing writing = asked.generate().isEmpty()
                ? null
                : new Writing(rows.model().tokenizer(), rows.model().endTokens(), asked, rows::learnt);
        Choosing choosing =
                asked.choices().map(column -> new Choosing(rows, column)).orElse(null);
        return new LanguageTask(head, rows, writing, choosing);
    }

    /** @param said what it is to be asked, empty: what the model remembers that it was asked */
    static Task saved(Base base, SavedSettings settings, Limit limit, Optional<WritingConfig> said) {
        ConversationConfig asked = new ConversationConfig(
                word(base, "layout", Layout.AUTO),
                word(base, "train_on", ConversationConfig.TrainOn.AUTO),
                Optional.empty());
        Map<String, String> named = new TreeMap<>(settings.columns());
        named.remove("id");
        ConversationRows rows = new ConversationRows(
                model(base, Optional.empty()),
                asked,
                ChatColumns.of(named, "columns"),
                List.copyOf(named.values()),
                limit);
        return asking(
                head(base, ModelConfig.Init.PRETRAINED, Optional.empty()),
                rows,
                said.orElseGet(() -> WrittenSettings.read(base.attune())));
    }

    private static <E extends Enum<E>> E word(Base base, String key, E otherwise) {
        String word = base.attune().path(key).asString("");
        return Arrays.stream(otherwise.getDeclaringClass().getEnumConstants())
                .filter(constant -> Kinds.word(constant).equals(word))
                .findFirst()
                .orElse(otherwise);
    }

    private static HeadRequest head(Base base, ModelConfig.Init init, Optional<Double> dropout) {
        return new HeadRequest(
                HeadRequest.Kind.LANGUAGE,
                base.config().sizes().vocabulary(),
                ModelConfig.Pooling.AUTO,
                init,
                true,
                dropout.map(OptionalDouble::of).orElse(OptionalDouble.empty()));
    }

    /** The columns that the recipe names, by the parts of a conversation. */
    private static Map<String, String> named(Dataset data) {
        Map<String, String> named = new TreeMap<>();
        data.columns().byRole().forEach((role, choice) -> {
            if (!role.equals("id")) {
                named.put(role, choice.column());
            }
        });
        return named;
    }

    private static ChatModel model(Base base, Optional<String> template) {
        ChatModel own = base.chat();
        return template.map(name -> own.with(ModelTemplates.named(name, base.tokenizer(), "data.template")))
                .orElse(own);
    }

    /** What a recipe can ask and a language model does not have. */
    private static void refuse(RunConfig config, Problems problems) {
        List<String> keys = new ArrayList<>();
        if (!config.training().loss().equals(LossConfig.DEFAULT)) {
            keys.add("training.label_smoothing, focal_gamma or class_weights");
        }
        if (config.model().pooling() != ModelConfig.Pooling.AUTO) {
            keys.add("model.pooling");
        }
        if (config.data().length().stride().isPresent()) {
            keys.add("data.stride");
        }
        if (config.method().name().equals("head")) {
            keys.add("method: head");
        }
        keys.forEach(key -> problems.add(
                "language." + key.toLowerCase(Locale.ROOT).replaceAll("[^a-z]+", "-"),
                key,
                "is for models that classify",
                "a language model learns the next token, by full, lora or freeze",
                "leave it out"));
    }
}
