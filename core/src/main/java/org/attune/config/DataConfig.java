// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The labelled data.
 *
 * @param train files and globs, relative to the working directory
 * @param test files and globs; empty: no test
 * @param columns by role ({@link Column#ROLES}); what is missing is guessed by name and content
 * @param limit use at most so many rows
 * @param subset learn from so many rows of the training part, nested: fewer lie within more
 * @param prepare what is done to the training data first, read by the layer that does it
 */
public record DataConfig(
        List<String> train,
        Validation validation,
        List<String> test,
        Map<String, Column> columns,
        Labels labels,
        FileConfig file,
        LengthConfig length,
        ConversationConfig conversation,
        ImageConfig image,
        AugmentConfig augment,
        Optional<Integer> limit,
        Optional<Integer> subset,
        List<StepConfig> prepare) {

    /** Whether a row has one label or several; AUTO: several where labels are lists. */
    public enum Labels {
        AUTO,
        SINGLE,
        MULTIPLE
    }

    private static final Validation TENTH = new Validation.Share(0.1);

    public DataConfig {
        train = List.copyOf(train);
        test = List.copyOf(test);
        columns = Collections.unmodifiableMap(new LinkedHashMap<>(columns));
        prepare = List.copyOf(prepare);
        Paths.check("train", train);
        if (!test.isEmpty()) {
            Paths.check("test", test);
        }
        Rules.of("data")
                .atLeast("limit", limit.orElse(1), 1)
                .atLeast("subset", subset.orElse(1), 1)
                .that(Column.ROLES.containsAll(columns.keySet()), "columns", "by known roles", columns.keySet())
                .check();
    }

    public static DataConfig of(String train) {
        return new DataConfig(
                List.of(train),
                TENTH,
                List.of(),
                Map.of(),
                Labels.AUTO,
                FileConfig.DEFAULT,
                LengthConfig.DEFAULT,
                ConversationConfig.DEFAULT,
                ImageConfig.DEFAULT,
                AugmentConfig.NONE,
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /** The same once the steps are done: other files, written as Attune writes them, and no steps. */
    public DataConfig prepared(List<String> learnt, Validation held, List<String> tested, Map<String, Column> named) {
        return new DataConfig(
                learnt,
                held,
                tested,
                named,
                labels,
                FileConfig.DEFAULT,
                length,
                conversation,
                image,
                augment,
                limit,
                subset,
                List.of());
    }

    static DataConfig bind(Section data) {
        List<String> train =
                data.required("train", Paths.files("train"), List.of("missing"), "write train: FILE under data:");
        Validation validation = data.value("validation", Validation.KIND, TENTH);
        List<String> test = data.optional("test", Paths.files("test"), "none").orElse(List.of());
        Map<String, Column> columns = columns(data.section("columns"));
        Labels labels = data.choice("labels", Labels.AUTO);
        FileConfig file = FileConfig.bind(data);
        LengthConfig length = LengthConfig.bind(data);
        ConversationConfig conversation = ConversationConfig.bind(data);
        ImageConfig image = ImageConfig.bind(data.section("image"));
        AugmentConfig augment = AugmentConfig.bind(data.section("augment"));
        Optional<Integer> limit = data.optional("limit", Kinds.WHOLE, "none");
        Optional<Integer> subset = data.present("subset", Kinds.WHOLE);
        List<StepConfig> prepare = StepConfig.all(data.value("prepare", StepConfig.KIND, List.of()));
        data.finish();
        return data.build(
                () -> new DataConfig(
                        train,
                        validation,
                        test,
                        columns,
                        labels,
                        file,
                        length,
                        conversation,
                        image,
                        augment,
                        limit,
                        subset,
                        prepare),
                of("missing"));
    }

    private static Map<String, Column> columns(Section section) {
        Map<String, Column> columns = new LinkedHashMap<>();
        for (String role : Column.ROLES) {
            section.present(role, Column.KIND).ifPresent(column -> columns.put(role, column));
        }
        section.finish();
        return columns;
    }
}
