// SPDX-License-Identifier: Apache-2.0
package org.attune.data.clean;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.attune.data.ReadOptions;
import org.attune.data.RowStream;
import org.attune.data.mend.DataFile;
import org.attune.data.mend.Journal;
import org.attune.data.mend.Lineage;
import org.attune.data.mend.Mended;
import org.attune.data.write.OutputFolder;
import org.attune.problem.InputException;

/**
 * Cleans a data set.
 *
 * @param files what is cleaned
 * @param heldOut what is measured with later: rows that stand there too are taken out
 * @param columns role to column, as the user says
 */
public record Cleaning(
        List<String> files, List<String> heldOut, Map<String, String> columns, ReadOptions reading, CleanPlan plan) {

    /**
     * @param target a folder that does not exist yet, or is empty
     * @throws InputException where a file has problems; nothing is written then
     */
    public Mended into(Path target) {
        OutputFolder folder = new OutputFolder(target);
        try {
            Mended result = run(folder.path());
            return result.in(folder.finish());
        } finally {
            folder.discard();
        }
    }

    private Mended run(Path folder) {
        try (Journal journal = new Journal(folder);
                Gathering gathering = new Gathering(plan, columns, journal, folder)) {
            RowStream.Read held =
                    heldOut.isEmpty() ? null : whole(RowStream.read(heldOut, reading, gathering.heldOut()));
            RowStream.Read read = whole(RowStream.read(files, reading, gathering));
            Verdicts verdicts = gathering.judge();
            DataFile data =
                    new DataFile(folder, gathering.format(read.sha256ByFile().keySet()));
            try (data) {
                for (int row = gathering.held(); row < gathering.places().size(); row++) {
                    settle(row, verdicts, gathering, journal, data);
                }
            }
            Mended result = Mended.of(data, journal, gathering.read(), 0);
            List<Lineage.Origin> origins = new ArrayList<>(Lineage.Origin.of(read.sha256ByFile(), "data"));
            if (held != null) {
                origins.addAll(Lineage.Origin.of(held.sha256ByFile(), "held-out"));
            }
            new Lineage("attune data clean", origins, gathering.roles(), plan.parameters(), result, data.sha256())
                    .write(folder);
            return result;
        }
    }

    private static void settle(int row, Verdicts verdicts, Gathering gathering, Journal journal, DataFile data) {
        if (verdicts.stays(row)) {
            data.add(gathering.places().file(row), gathering.places().line(row), gathering.json(row));
            return;
        }
        int other = verdicts.because(row);
        Map<String, Object> because = other == Verdicts.NOBODY
                ? Map.of()
                : Gathering.because(gathering.places(), other, verdicts.similarity(row));
        Map<String, Object> place =
                Journal.place(gathering.places().file(row), gathering.places().line(row));
        journal.rejected(place, verdicts.rule(row).word(), because, gathering.json(row));
    }

    /** A line that cannot be read would be lost. */
    private static RowStream.Read whole(RowStream.Read read) {
        if (!read.broken().isEmpty()) {
            throw new InputException(new ArrayList<>(read.broken()));
        }
        return read;
    }
}
