// SPDX-License-Identifier: Apache-2.0
package org.attune.data.augment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.attune.data.Columns;
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
import org.attune.problem.Problem;
import org.attune.problem.Similar;

/**
 * Adds rows that are made of others, behind them: the folder of {@code org.attune.data.mend} with {@code augmentation.json}, what became
 * of each class and how well labels survived each operation. Copies have the label and all other columns of their row.
 *
 * @param columns role to column, as the user says
 */
public record Augmenting(List<String> files, Map<String, String> columns, AugmentPlan plan) {

    private static final String LABEL_LOST = "label-not-preserved";

    /**
     * @param target a folder that does not exist yet, or is empty
     * @param said of the model, for the manifest
     * @throws InputException where data have problems; nothing is written then
     */
    public Augmented into(Path target, Judge judge, Map<String, Object> said) {
        Table data = Tables.read(files, ReadOptions.auto().withNamed(Set.copyOf(columns.values())));
        TextColumns roles = roles(data);
        OutputFolder folder = new OutputFolder(target);
        try {
            Augmented made = write(folder.path(), data, roles, judge, said);
            Mended result = made.mended().in(folder.finish());
            return new Augmented(result, made.classes(), made.operations());
        } finally {
            folder.discard();
        }
    }

    private Augmented write(Path folder, Table data, TextColumns roles, Judge judge, Map<String, Object> said) {
        Ledger ledger = new Ledger();
        DataFile written = new DataFile(folder, format(data));
        Mended result;
        try (written;
                Journal journal = new Journal(folder)) {
            data.rows().forEach(row -> add(Making.kept(row), written));
            Making making = new Making(plan, roles, data.rows(), judge);
            making.queues().forEach((label, queue) -> {
                int wanted = plan.targets().of(label, queue.rows());
                int after = fill(queue, wanted, judge, new Settled(written, journal, ledger));
                ledger.add(label, new Augmented.OfClass(queue.rows(), wanted, after));
            });
            result = Mended.of(written, journal, data.rows().size(), ledger.made());
        }
        Map<String, Object> operations = new LinkedHashMap<>(plan.parameters());
        operations.putAll(said);
        new Lineage(
                        "attune data augment",
                        Lineage.Origin.of(data.sha256ByFile(), "data"),
                        roles,
                        operations,
                        result,
                        written.sha256())
                .write(folder);
        Augmented made = new Augmented(result, ledger.classes(), ledger.operations());
        AugmentationFile.write(folder, made);
        return made;
    }

    /** Where copies go. */
    private record Settled(DataFile written, Journal journal, Ledger ledger) {}

    /** Rows of the class in the end. */
    private int fill(Making.Queue queue, int wanted, Judge judge, Settled settled) {
        int there = queue.rows();
        while (there < wanted) {
            List<Judge.Copy> copies = new ArrayList<>();
            for (Judge.Copy copy = queue.next();
                    copy != null;
                    copy = copies.size() < wanted - there ? queue.next() : null) {
                copies.add(copy);
            }
            if (copies.isEmpty()) {
                return there;
            }
            List<Judge.Opinion> opinions = judge.opinions(copies);
            for (int i = 0; i < copies.size(); i++) {
                there += settle(copies.get(i), opinions.get(i), settled) ? 1 : 0;
            }
        }
        return there;
    }

    private boolean settle(Judge.Copy copy, Judge.Opinion opinion, Settled settled) {
        boolean kept = !opinion.isJudged() || opinion.after() >= plan.confidence() * opinion.before();
        settled.ledger.add(copy, opinion, kept);
        if (kept) {
            add(copy.row(), settled.written);
            return true;
        }
        Map<String, Object> because = new LinkedHashMap<>();
        because.put("copy", copy.number());
        because.put("confidence_before", digits(opinion.before()));
        because.put("confidence_after", digits(opinion.after()));
        Row row = copy.row();
        settled.journal.rejected(
                Journal.place(row.file(), row.line()), LABEL_LOST, because, RowJson.bytes(row.values()));
        return false;
    }

    private static void add(Row row, DataFile written) {
        written.add(row.file(), row.line(), RowJson.bytes(row.values()));
    }

    /** Columns of words and of conversations would have to be changed together with what is said about them. */
    private TextColumns roles(Table data) {
        Set<String> others = Set.of("tokens", "messages", "prompt", "completion");
        Columns found = Columns.resolve(data, columns, columns.keySet(), others);
        if (others.stream().anyMatch(role -> found.column(role).isPresent())) {
            throw new InputException(
                    "data.augment",
                    String.join(", ", files),
                    "rows of words with tags, of conversations or of prompts",
                    "what is made are other texts with the same label",
                    "name the column of texts: --text COLUMN, in files without the others");
        }
        TextColumns roles = TextColumns.resolve(data, columns);
        Set<String> classes = new TreeSet<>();
        data.rows().forEach(row -> classes.add(roles.label(row)));
        List<String> unknown = plan.targets().classes().keySet().stream()
                .filter(label -> !classes.contains(label))
                .toList();
        if (!unknown.isEmpty()) {
            throw new InputException(
                    "data.target",
                    "--class",
                    "no row has the label " + Problem.quote(unknown.get(0)),
                    "classes are those of the data",
                    Similar.hint(unknown.get(0), classes));
        }
        return roles;
    }

    /** A file without names gets some, because two columns come to it. */
    private static RowFormat format(Table data) {
        RowFormat.Seen seen = new RowFormat.Seen();
        data.rows().forEach(row -> seen.add(Making.kept(row)));
        return seen.format(data.sha256ByFile().keySet(), true);
    }

    static double digits(double value) {
        return Math.round(value * 1e6) / 1e6;
    }
}
