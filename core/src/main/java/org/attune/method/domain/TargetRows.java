// SPDX-License-Identifier: Apache-2.0
package org.attune.method.domain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attune.data.Batch;
import org.attune.data.Example;
import org.attune.data.ReadOptions;
import org.attune.data.Table;
import org.attune.data.Tables;
import org.attune.method.Setting;
import org.attune.model.HeadRequest;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.attune.problem.Similar;
import org.attune.tensor.KeyedRandom;

/** Rows of the other domain, which go round in keyed orders: those of a step follow from seed and step. */
final class TargetRows {

    /** They are numbered from here, so that none draws as a row with a label does. */
    private static final long FIRST_KEY = 1L << 41;

    private static final long ORDER = 0x746172676574L;

    private final List<Example> examples;
    private final Set<Example> known = Collections.newSetFromMap(new IdentityHashMap<>());
    private final int longest;
    private final int batchSize;
    private final long seed;
    private long round = -1;
    private int[] order = {};

    private TargetRows(List<Example> examples, int batchSize, long seed) {
        this.examples = examples;
        this.longest = examples.stream().mapToInt(Example::length).max().orElse(1);
        this.batchSize = batchSize;
        this.seed = seed;
        known.addAll(examples);
    }

    /** @throws InputException where the files do not have what the task reads */
    static TargetRows of(List<String> files, Setting setting) {
        Table table = read(files, setting.task().inputs());
        List<Example> examples = setting.task().encode(table.rows(), false).examples().stream()
                .map(one -> new Example(one.row(), FIRST_KEY + one.key(), one.features(), one.target()))
                .toList();
        return new TargetRows(
                examples,
                setting.config().training().batchSize(),
                setting.config().seed());
    }

    /** SHA-256 by file, and of the images that rows name. */
    static Map<String, String> hashes(List<String> files, Setting setting) {
        List<String> columns = setting.task().inputs();
        Table table = read(files, columns);
        Map<String, String> hashes = new LinkedHashMap<>(table.sha256ByFile());
        if (setting.task().head().kind() == HeadRequest.Kind.IMAGE) {
            hashes.put("images of method.target", table.imagesSha256(columns.get(0)));
        }
        return hashes;
    }

    private static Table read(List<String> files, List<String> columns) {
        Table table = Tables.read(files, ReadOptions.auto().withNamed(Set.copyOf(columns)));
        Problems problems = new Problems();
        columns.stream()
                .filter(column -> !table.columns().contains(column))
                .forEach(column -> problems.add(
                        "target.columns",
                        "method.target",
                        "it has no column " + Problem.quote(column) + ", which the training data has",
                        "rows of the other domain have the columns that the model reads; these have " + table.columns(),
                        Similar.hint(column, table.columns())));
        problems.throwIfAny();
        return table;
    }

    List<Example> examples() {
        return examples;
    }

    boolean has(Example example) {
        return known.contains(example);
    }

    /** A batch with as many rows of the other domain behind its own. */
    Batch joined(Batch batch, long step) {
        List<Example> all = new ArrayList<>(batch.examples());
        int longest = batch.length();
        for (int i = 0; i < batch.size(); i++) {
            Example one = at((step - 1) * batchSize + i);
            longest = Math.max(longest, one.length());
            all.add(one);
        }
        return new Batch(all, longest == batch.length() ? longest : Batch.roundedLength(longest, this.longest));
    }

    private Example at(long position) {
        int size = examples.size();
        if (position / size != round) {
            round = position / size;
            order = KeyedRandom.permutation(size, KeyedRandom.key(seed, ORDER, round));
        }
        return examples.get(order[Math.toIntExact(position % size)]);
    }
}
