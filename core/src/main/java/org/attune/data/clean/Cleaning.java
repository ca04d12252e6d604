// SPDX-License-Identifier: Apache-2.0
package org.attune.data.clean;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.attune.data.ReadOptions;
import org.attune.data.RowStream;
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
    public CleanResult into(Path target) {
        OutputFolder folder = new OutputFolder(target);
        try {
            CleanResult result = run(folder.path());
            Path finished = folder.finish();
            return new CleanResult(
                    finished.resolve(result.data().getFileName()),
                    result.read(),
                    result.written(),
                    result.rejected(),
                    result.changed(),
                    result.changedBy(),
                    result.rejectedBy());
        } finally {
            folder.discard();
        }
    }

    private CleanResult run(Path folder) {
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
            CleanResult result = new CleanResult(
                    data.path(),
                    gathering.read(),
                    data.rows(),
                    journal.rejectedBy().total(),
                    journal.changedRows(),
                    journal.changedBy().counts(),
                    journal.rejectedBy().counts());
            Lineage.write(folder, this, new Lineage.Files(read, held, data.sha256()), gathering, result);
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
