// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.attune.config.Column;
import org.attune.config.DataConfig;
import org.attune.config.Validation;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.attune.problem.Similar;
import org.attune.tensor.KeyedRandom;
import org.jspecify.annotations.Nullable;

/**
 * The labelled data of a run, read and split.
 *
 * @param splits {@code train}, and {@code validation} and {@code test} where there are any
 * @param hashes SHA-256 by file
 * @param notes what was decided by content, for display
 */
public record Dataset(Map<String, List<Row>> splits, Columns columns, Map<String, String> hashes, List<String> notes) {

    public static final String TRAIN = "train";
    public static final String VALIDATION = "validation";
    public static final String TEST = "test";

    private static final long SAMPLE = 0x73616d706cL;

    /**
     * Which columns a task needs.
     *
     * @param inputs those of them that make two rows the same for a model
     * @param classes whether labels are classes, to be split in proportion
     */
    public record Roles(Set<String> required, Set<String> optional, Set<String> inputs, boolean classes) {}

    /**
     * The same on every peer.
     *
     * @param beside the folder of the recipe, for hints
     * @throws org.attune.problem.InputException with every problem of every file
     */
    public static Dataset open(DataConfig config, Roles roles, long seed, @Nullable Path beside) {
        Problems problems = new Problems();
        ReadOptions options = options(config, beside);
        Table train = problems.collect(() -> Tables.read(config.train(), options));
        Table held = config.validation() instanceof Validation.Files files
                ? problems.collect(() -> Tables.read(files.files(), options))
                : null;
        Table test = config.test().isEmpty() ? null : problems.collect(() -> Tables.read(config.test(), options));
        problems.throwIfAny();
        Table read = Objects.requireNonNull(train);
        Columns columns = Columns.resolve(read, named(config), roles.required(), roles.optional());
        sameColumns(columns, VALIDATION, held, problems);
        sameColumns(columns, TEST, test, problems);
        problems.throwIfAny();
        return new Opening(config, roles, seed, columns).open(read, held, test);
    }

    public List<Row> train() {
        return splits.getOrDefault(TRAIN, List.of());
    }

    public List<Row> validation() {
        return splits.getOrDefault(VALIDATION, List.of());
    }

    public List<Row> test() {
        return splits.getOrDefault(TEST, List.of());
    }

    private static void sameColumns(Columns columns, String split, @Nullable Table table, Problems problems) {
        if (table == null) {
            return;
        }
        columns.byRole().forEach((role, choice) -> {
            if (!table.columns().contains(choice.column())) {
                problems.add(
                        "data.columns-differ",
                        "data." + split,
                        "it has no column " + Problem.quote(choice.column()) + ", which the training data has as "
                                + role,
                        "all files of a run have the same columns; this one has " + table.columns(),
                        Similar.hint(choice.column(), table.columns()));
            }
        });
    }

    private static ReadOptions options(DataConfig config, @Nullable Path beside) {
        ReadOptions parsed = ReadOptions.parse(
                config.file().format().name(),
                config.file().delimiter().orElse("auto"),
                config.file().quote().orElse("auto"),
                config.file().header().map(String::valueOf).orElse("auto"));
        Set<String> names = new LinkedHashSet<>();
        config.columns().values().forEach(column -> {
            if (column instanceof Column.Named column1) {
                names.add(column1.name());
            }
        });
        return parsed.withNamed(names).withBeside(beside);
    }

    private static Map<String, String> named(DataConfig config) {
        Map<String, String> named = new LinkedHashMap<>();
        config.columns()
                .forEach((role, column) -> named.put(
                        role,
                        column instanceof Column.At at
                                ? String.valueOf(at.position())
                                : ((Column.Named) column).name()));
        return named;
    }

    /** Tables to splits. */
    private record Opening(DataConfig config, Roles roles, long seed, Columns columns) {

        Dataset open(Table train, @Nullable Table held, @Nullable Table test) {
            Map<String, List<Row>> splits = new LinkedHashMap<>();
            List<Row> rows = config.limit().isPresent()
                    ? sample(train.rows(), config.limit().get())
                    : train.rows();
            List<String> inputs = roles.inputs().stream()
                    .flatMap(role -> columns.column(role).stream())
                    .toList();
            if (config.validation() instanceof Validation.Share share) {
                Split split = Splits.split(rows, share.share(), seed, inputs, stratum(rows));
                splits.put(TRAIN, split.train());
                splits.put(VALIDATION, split.held());
            } else {
                splits.put(TRAIN, rows);
            }
            splits.computeIfPresent(TRAIN, (name, all) -> subset(all, inputs));
            if (held != null) {
                splits.put(VALIDATION, held.rows());
            }
            if (test != null) {
                splits.put(TEST, test.rows());
            }
            Map<String, String> hashes = new LinkedHashMap<>();
            List<String> notes = new ArrayList<>(columns.guesses());
            if (rows.size() < train.rows().size()) {
                notes.add("data.limit: a random sample of " + rows.size() + " of the "
                        + train.rows().size() + " rows to learn from");
            }
            note(hashes, notes, train, held, test);
            if (roles.required().contains("image")) {
                splits.forEach((name, of) -> hashes.put("images of " + name, ImageFolder.sha256(of, columns)));
            }
            return new Dataset(
                    Collections.unmodifiableMap(splits),
                    columns,
                    Collections.unmodifiableMap(hashes),
                    notes.stream().distinct().toList());
        }

        private List<Row> subset(List<Row> rows, List<String> inputs) {
            return config.subset()
                    .map(size -> Subset.of(rows, size, seed, inputs, stratum(rows)))
                    .orElse(rows);
        }

        private static void note(Map<String, String> hashes, List<String> notes, @Nullable Table... tables) {
            for (Table table : tables) {
                if (table != null) {
                    hashes.putAll(table.sha256ByFile());
                    notes.addAll(table.notes());
                }
            }
        }

        /** The class of a row where it has one label; numbers and lists are not stratified. */
        private Function<Row, String> stratum(List<Row> rows) {
            String label = columns.column("label").orElse(null);
            if (!roles.classes() || label == null || Values.areLists(rows, label)) {
                return row -> "";
            }
            return row -> String.valueOf(row.value(label));
        }

        /** A keyed random choice in the files' order: the first rows of a sorted file would be one class. */
        private List<Row> sample(List<Row> rows, int most) {
            int[] order = KeyedRandom.permutation(rows.size(), KeyedRandom.key(seed, SAMPLE));
            return ListView.at(Arrays.stream(order).limit(most).sorted().toArray(), rows);
        }
    }

    /** Whether what names data is a file, and neither standard input nor a query. */
    public static boolean isFile(String given) {
        return !Spooled.is(given);
    }
}
