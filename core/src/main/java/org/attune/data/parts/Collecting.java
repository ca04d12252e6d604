// SPDX-License-Identifier: Apache-2.0
package org.attune.data.parts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.attune.data.Row;
import org.attune.data.RowConsumer;
import org.attune.data.RowKey;
import org.attune.data.Table;
import org.attune.data.TextColumns;
import org.attune.data.similar.IntColumn;
import org.attune.data.similar.KeyIndex;
import org.attune.data.similar.NearDuplicates;
import org.attune.data.similar.Places;
import org.attune.data.similar.Spool;
import org.attune.data.write.RowFormat;
import org.attune.data.write.RowJson;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.attune.problem.Similar;
import org.jspecify.annotations.Nullable;

/** The one pass over the files: of each row its hashes and numbers stay in memory, the row itself in a temporary file. */
final class Collecting implements RowConsumer, AutoCloseable {

    private final SplitPlan plan;
    private final Map<String, String> named;
    private final Spool rows;
    private final @Nullable NearDuplicates near;
    private final Places places = new Places();
    private final KeyIndex inputKeys = new KeyIndex();
    private final IntColumn inputs = new IntColumn();
    private final Families groups = new Families();
    private final Families families = new Families();
    private final RowFormat.Seen seen = new RowFormat.Seen();
    private final Problems problems = new Problems();
    private double[] times = new double[1024];
    private long[] keys = new long[1024];
    private boolean hasHeader;
    private @Nullable TextColumns roles;

    Collecting(SplitPlan plan, Map<String, String> named, Path temporary) {
        this.plan = plan;
        this.named = named;
        this.rows = new Spool(temporary);
        this.near = plan.near() > 0 ? new NearDuplicates(plan.near(), temporary) : null;
    }

    @Override
    public void begin(Table head) {
        roles = TextColumns.resolve(head, named);
        hasHeader = head.hasHeader();
        plan.group().ifPresent(column -> present(column, "--group", head));
        plan.time().ifPresent(column -> present(column, "--time", head));
        if (plan.stratified().orElse(false) && roles.label().isEmpty()) {
            throw new InputException(
                    "data.no-column",
                    "--label",
                    "no column looks like the label",
                    "parts have each class by its share; the data has " + head.columns(),
                    "name it: --label COLUMN, or --stratify false");
        }
    }

    @Override
    public void row(Row row) {
        TextColumns known = roles();
        int number = places.size();
        places.add(row, known.label(row));
        RowKey key = RowKey.of(row, known.inputs(), plan.seed());
        inputs.add(inputKeys.number(key.high(), key.low()));
        families.add(row);
        plan.group().ifPresent(column -> groups.add(row, column));
        if (number == keys.length) {
            keys = Arrays.copyOf(keys, number * 2);
            times = Arrays.copyOf(times, number * 2);
        }
        keys[number] = key.high();
        times[number] =
                plan.time().map(column -> Moments.of(row, column, problems)).orElse(0.0);
        seen.add(row);
        rows.add(RowJson.bytes(row.values()));
        if (near != null) {
            near.add(known.text(row));
        }
    }

    /** @throws InputException for values that are no times */
    Assignment assign() {
        problems.throwIfAny();
        double[] shares =
                plan.shares().values().stream().mapToDouble(Double::doubleValue).toArray();
        long[] drawn = Arrays.copyOf(keys, places.size());
        List<int[]> together = new ArrayList<>(List.of(families.numbers()));
        plan.group().ifPresent(column -> together.add(groups.numbers()));
        Links links = new Links(inputs.toArray(), together, near);
        if (plan.mode() == SplitPlan.Mode.STABLE) {
            return new StableSplit(shares, drawn).assign(links);
        }
        if (plan.time().isPresent()) {
            return new TimeSplit(shares).assign(links.components(), Arrays.copyOf(times, places.size()));
        }
        int[] classes = new int[places.size()];
        if (plan.stratified().orElse(roles().label().isPresent())) {
            Arrays.setAll(classes, places::label);
        }
        return new ExactSplit(shares, drawn).assign(links.components(), classes);
    }

    private static void present(String column, String option, Table head) {
        if (!head.columns().contains(column)) {
            throw new InputException(
                    "data.no-column",
                    option,
                    "no column " + Problem.quote(column),
                    "the data has " + head.columns(),
                    Similar.hint(column, head.columns()));
        }
    }

    private TextColumns roles() {
        return Objects.requireNonNull(roles, "nothing was read");
    }

    Places places() {
        return places;
    }

    byte[] json(int row) {
        return rows.get(row);
    }

    RowFormat format(Collection<String> files) {
        return seen.format(files, hasHeader);
    }

    @Override
    public void close() {
        rows.close();
        if (near != null) {
            near.close();
        }
    }
}
