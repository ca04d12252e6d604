// SPDX-License-Identifier: Apache-2.0
package org.attune.curation.labels;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attune.data.ReadOptions;
import org.attune.data.Row;
import org.attune.data.Table;
import org.attune.data.Tables;
import org.attune.data.TextColumns;
import org.attune.data.mend.DataFile;
import org.attune.data.mend.Journal;
import org.attune.data.mend.Lineage;
import org.attune.data.mend.Mended;
import org.attune.data.write.OutputFolder;
import org.attune.data.write.RowFormat;
import org.attune.data.write.RowJson;
import org.attune.problem.InputException;
import org.jspecify.annotations.Nullable;

/**
 * Writes a data set anew as a person has decided. Rows without a decision stay as they are.
 *
 * @param files the data that was judged, named as it was then
 * @param decisions {@code suspects.jsonl} with what was decided in its lines: {@code keep}, {@code relabel} (to {@code suggested}, or
 *     to what {@code to} says) or {@code drop}
 * @param columns role to column, as the user says
 */
public record Relabelling(List<String> files, String decisions, Map<String, String> columns) {

    private static final List<String> RELABELLED = List.of("relabelled");
    private static final String DROPPED = "wrong-label";

    /**
     * @param target a folder that does not exist yet, or is empty
     * @throws InputException with every decision that fits no row; nothing is written then
     */
    public Mended into(Path target) {
        Table data = Tables.read(files, ReadOptions.auto().withNamed(Set.copyOf(columns.values())));
        Table said = Tables.read(List.of(decisions), ReadOptions.parse("jsonl", "auto", "auto", "auto"));
        TextColumns roles = TextColumns.resolve(data, columns);
        String label = roles.label()
                .orElseThrow(() -> new InputException(
                        "data.no-column",
                        "--label",
                        "no column looks like the label",
                        "what is mended are labels; the data has " + data.columns(),
                        "name it: --label COLUMN"));
        Decisions decided = Decisions.read(said, data, label);
        OutputFolder folder = new OutputFolder(target);
        try {
            DataFile written = new DataFile(folder.path(), format(data));
            Mended result;
            try (written;
                    Journal journal = new Journal(folder.path())) {
                data.rows().forEach(row -> settle(row, decided.of(row), label, written, journal));
                result = Mended.of(written, journal, data.rows().size(), 0);
            }
            List<Lineage.Origin> origins = new ArrayList<>(Lineage.Origin.of(data.sha256ByFile(), "data"));
            origins.addAll(Lineage.Origin.of(said.sha256ByFile(), "decisions"));
            new Lineage("attune data labels --apply", origins, roles, decided.counts(), result, written.sha256())
                    .write(folder.path());
            return result.in(folder.finish());
        } finally {
            folder.discard();
        }
    }

    private static void settle(Row row, @Nullable Decision decision, String label, DataFile written, Journal journal) {
        Decision.Verdict verdict = decision == null ? Decision.Verdict.KEEP : decision.verdict();
        if (decision == null || verdict == Decision.Verdict.KEEP) {
            written.add(row.file(), row.line(), RowJson.bytes(row.values()));
        } else if (verdict == Decision.Verdict.DROP) {
            journal.rejected(Journal.place(row.file(), row.line()), DROPPED, Map.of(), RowJson.bytes(row.values()));
        } else {
            Map<String, @Nullable Object> values = new LinkedHashMap<>(row.values());
            values.put(label, decision.to());
            journal.changed(row, values, RELABELLED);
            written.add(row.file(), row.line(), RowJson.bytes(values));
        }
    }

    private static RowFormat format(Table data) {
        RowFormat.Seen seen = new RowFormat.Seen();
        data.rows().forEach(seen::add);
        return seen.format(data.sha256ByFile().keySet(), data.hasHeader());
    }
}
