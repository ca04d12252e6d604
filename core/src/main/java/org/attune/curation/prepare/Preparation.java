// SPDX-License-Identifier: Apache-2.0
package org.attune.curation.prepare;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.attune.config.Column;
import org.attune.config.DataConfig;
import org.attune.config.FileConfig;
import org.attune.config.RunConfig;
import org.attune.config.StepConfig;
import org.attune.config.Validation;
import org.attune.data.Dataset;
import org.attune.data.Tables;
import org.attune.problem.InputException;
import org.attune.problem.Problems;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does to the training data what {@code data.prepare} lists, one step after another, into folders beside the run's: {@code .prepared/KEY}.
 * The key is a hash of the files, the steps so far with their parameters, what else they read, and the version, so that a step is done once
 * for all runs. A {@code split} gives the run its validation and test data; later steps go on with {@code train}.
 */
public final class Preparation {

    private static final Logger LOG = LoggerFactory.getLogger(Preparation.class);

    private final RunConfig config;
    private final Map<String, Column> columns;
    private final Map<String, String> held = new LinkedHashMap<>();
    private List<String> files;

    private Preparation(RunConfig config) {
        this.config = config;
        this.columns = new LinkedHashMap<>(config.data().columns());
        this.files = config.data().train();
    }

    /**
     * The data of a run, ready to be read.
     *
     * @param beside the folder of the recipe, for hints
     * @throws InputException with what is wrong with steps or data, in the words of a recipe
     */
    public static DataConfig of(RunConfig config, Optional<Path> beside) {
        return config.data().prepare().isEmpty() ? config.data() : new Preparation(config).run(beside.orElse(null));
    }

    private DataConfig run(@Nullable Path beside) {
        DataConfig data = config.data();
        Problems problems = new Problems();
        Map<StepConfig, Step> steps = new LinkedHashMap<>();
        data.prepare().forEach(step -> {
            Step read = problems.collect(() -> Steps.of(step));
            if (read != null) {
                steps.put(step, read);
                refuse(step, read, problems);
            }
        });
        if (!data.file().equals(FileConfig.DEFAULT)) {
            problems.add(
                    "data.prepare",
                    "data.prepare",
                    "with data.format, delimiter, quote or header",
                    "steps read files by what these hold, as the commands for data do",
                    "leave those keys out");
        }
        Map<String, String> hashes = problems.collect(() -> Tables.sha256(data.train(), beside));
        problems.throwIfAny();
        PreparedFolders folders = new PreparedFolders(
                Optional.ofNullable(config.output().getParent())
                        .orElse(Path.of(""))
                        .resolve(".prepared"),
                Objects.requireNonNull(hashes) + "\n" + named());
        steps.forEach((step, read) -> step.asKeys(() -> {
            take(step, read, folders);
            return step;
        }));
        String validation = held.get(Dataset.VALIDATION);
        String test = held.get(Dataset.TEST);
        return data.prepared(
                files,
                validation == null ? data.validation() : new Validation.Files(List.of(validation)),
                test == null ? data.test() : List.of(test),
                columns);
    }

    private void take(StepConfig step, Step read, PreparedFolders folders) {
        Path folder = folders.next(step.canonical() + "\n" + read.hashes(), made -> {
            LOG.info("data.prepare: {} of {}", step.name(), files);
            read.into(new Step.Data(files, named()), made);
        });
        if (step.name().equals("augment")) {
            // a file without names got some
            columns.replaceAll((role, column) ->
                    column instanceof Column.At at ? new Column.Named("column" + at.position()) : column);
        }
        for (String part : read.parts()) {
            held.put(part, PreparedFolders.file(folder, part));
        }
        String learnt = held.remove(Dataset.TRAIN);
        files = List.of(learnt == null ? PreparedFolders.file(folder, "data") : learnt);
    }

    /** Data that stands already is not given up for a part. */
    private void refuse(StepConfig step, Step read, Problems problems) {
        for (String part : read.parts()) {
            boolean given = part.equals(Dataset.TEST)
                    ? !config.data().test().isEmpty()
                    : part.equals(Dataset.VALIDATION) && !(config.data().validation() instanceof Validation.Share);
            if (given || (!part.equals(Dataset.TRAIN) && held.put(part, "") != null)) {
                problems.add(
                        "data.prepare",
                        "data.prepare[" + step.number() + "].split.parts",
                        part + " a second time",
                        "a run has one of each part; the recipe names it, or one split makes it",
                        "leave data." + part + " out, or the part");
            }
        }
    }

    /** Role to column, as the commands take it. */
    private Map<String, String> named() {
        Map<String, String> named = new LinkedHashMap<>();
        columns.forEach((role, column) -> named.put(
                role, column instanceof Column.At at ? String.valueOf(at.position()) : ((Column.Named) column).name()));
        return named;
    }
}
