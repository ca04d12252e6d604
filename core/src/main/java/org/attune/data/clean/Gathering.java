// SPDX-License-Identifier: Apache-2.0
package org.attune.data.clean;

import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.attune.data.Row;
import org.attune.data.RowConsumer;
import org.attune.data.RowKey;
import org.attune.data.Table;
import org.attune.data.TextColumns;
import org.attune.data.mend.Journal;
import org.attune.data.similar.IntColumn;
import org.attune.data.similar.KeyIndex;
import org.attune.data.similar.NearDuplicates;
import org.attune.data.similar.Places;
import org.attune.data.similar.Spool;
import org.attune.data.write.RowFormat;
import org.attune.data.write.RowJson;
import org.jspecify.annotations.Nullable;

/** The one pass over the files: rows are cleaned one by one, and those that stay so far are kept in a temporary file. */
final class Gathering implements RowConsumer, AutoCloseable {

    private final CleanPlan plan;
    private final Map<String, String> named;
    private final Journal journal;
    private final Spool rows;
    private final @Nullable NearDuplicates near;
    private final Places places = new Places();
    private final KeyIndex keys = new KeyIndex();
    private final IntColumn inputs = new IntColumn();
    private final IntColumn lengths = new IntColumn();
    private final RowFormat.Seen seen = new RowFormat.Seen();
    private @Nullable TextColumns roles;
    private @Nullable RowCleaner cleaner;
    private boolean hasHeader = true;
    private int held;
    private long read;

    Gathering(CleanPlan plan, Map<String, String> named, Journal journal, Path temporary) {
        this.plan = plan;
        this.named = named;
        this.journal = journal;
        this.rows = new Spool(temporary);
        double threshold = plan.repeats().near();
        this.near = threshold > 0 ? new NearDuplicates(threshold, temporary) : null;
    }

    /** Held-out rows: cleaned likewise to be compared, and neither written nor counted. */
    RowConsumer heldOut() {
        return new RowConsumer() {
            @Override
            public void begin(Table head) {
                Gathering.this.begin(head);
            }

            @Override
            public void row(Row row) {
                compare(cleaner().clean(row).row());
                held++;
            }
        };
    }

    @Override
    public void begin(Table head) {
        if (roles == null) {
            roles = TextColumns.resolve(head, named);
            cleaner = new RowCleaner(plan, roles);
        }
        hasHeader = head.hasHeader();
    }

    @Override
    public void row(Row row) {
        read++;
        RowCleaner.Cleaned cleaned = cleaner().clean(row);
        if (!cleaned.changedBy().isEmpty()) {
            journal.changed(row, cleaned.row().values(), cleaned.changedBy());
        }
        byte[] json = RowJson.bytes(cleaned.row().values());
        if (!cleaned.rejectedBy().isEmpty()) {
            journal.rejected(Journal.place(row.file(), row.line()), cleaned.rejectedBy(), Map.of(), json);
            return;
        }
        seen.add(cleaned.row());
        rows.add(json);
        compare(cleaned.row());
    }

    private void compare(Row row) {
        TextColumns known = roles();
        String text = known.text(row);
        RowKey key = RowKey.of(row, known.inputs(), 0);
        places.add(row, known.label(row));
        inputs.add(keys.number(key.high(), key.low()));
        lengths.add(text.length());
        if (near != null) {
            near.add(text);
        }
    }

    Verdicts judge() {
        return new Judging(plan.repeats(), places, inputs, lengths, held).run(near);
    }

    TextColumns roles() {
        return Objects.requireNonNull(roles, "nothing was read");
    }

    private RowCleaner cleaner() {
        return Objects.requireNonNull(cleaner, "nothing was read");
    }

    /** @param files that were read */
    RowFormat format(Collection<String> files) {
        return seen.format(files, hasHeader);
    }

    /** The row with a number of {@link #places}, as JSON. */
    byte[] json(int row) {
        return rows.get(row - held);
    }

    Places places() {
        return places;
    }

    int held() {
        return held;
    }

    long read() {
        return read;
    }

    static Map<String, Object> because(Places places, int other, double similarity) {
        Map<String, Object> because = new LinkedHashMap<>();
        because.put("file", places.file(other));
        because.put("line", places.line(other));
        because.put("similarity", Math.round(similarity * 1e4) / 1e4);
        return because;
    }

    @Override
    public void close() {
        rows.close();
        if (near != null) {
            near.close();
        }
    }
}
