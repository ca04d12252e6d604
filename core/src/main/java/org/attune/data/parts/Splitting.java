// SPDX-License-Identifier: Apache-2.0
package org.attune.data.parts;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.data.ReadOptions;
import org.attune.data.RowStream;
import org.attune.data.similar.Places;
import org.attune.data.write.CsvLine;
import org.attune.data.write.LineFile;
import org.attune.data.write.OutputFolder;
import org.attune.data.write.RowFile;
import org.attune.data.write.RowFormat;
import org.attune.problem.InputException;
import org.attune.run.AtomicFile;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Divides a data set: a file for each part, {@code assignment.csv} with the part and the cluster of each row by its file and line,
 * {@code set-aside.jsonl}, and {@code manifest.json}.
 *
 * @param columns role to column, as the user says
 */
public record Splitting(List<String> files, Map<String, String> columns, ReadOptions reading, SplitPlan plan) {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * @param target a folder that does not exist yet, or is empty
     * @throws InputException where a file has problems; nothing is written then
     */
    public SplitResult into(Path target) {
        OutputFolder folder = new OutputFolder(target);
        try {
            SplitResult result = run(folder.path());
            folder.finish();
            return result;
        } finally {
            folder.discard();
        }
    }

    private SplitResult run(Path folder) {
        try (Collecting rows = new Collecting(plan, columns, folder)) {
            RowStream.Read read = RowStream.read(files, reading, rows);
            if (!read.broken().isEmpty()) {
                throw new InputException(read.broken());
            }
            Assignment assignment = rows.assign();
            RowFormat format = rows.format(read.sha256ByFile().keySet());
            List<RowFile> parts = new ArrayList<>();
            try (LineFile table = new LineFile(folder.resolve("assignment.csv"));
                    RowFile aside = new RowFile(folder, "set-aside", new RowFormat(false, true, List.of()))) {
                plan.names().forEach(name -> parts.add(new RowFile(folder, name, format)));
                table.line("file,line,part,cluster");
                for (int row = 0; row < rows.places().size(); row++) {
                    int part = assignment.part()[row];
                    (part == Assignment.ASIDE ? aside : parts.get(part)).add(rows.json(row));
                    table.line(CsvLine.of(place(rows.places(), row, assignment)));
                }
                SplitResult result = result(parts, aside.rows());
                parts.forEach(RowFile::close);
                AtomicFile.write(folder.resolve("manifest.json"), manifest(read, parts, result));
                return result;
            } finally {
                parts.forEach(RowFile::close);
            }
        }
    }

    private List<Object> place(Places places, int row, Assignment assignment) {
        int part = assignment.part()[row];
        String name = part == Assignment.ASIDE ? "set-aside" : plan.names().get(part);
        return List.of(places.file(row), places.line(row), name, assignment.cluster()[row]);
    }

    private SplitResult result(List<RowFile> parts, long aside) {
        Map<String, String> names = new LinkedHashMap<>();
        Map<String, Long> rows = new LinkedHashMap<>();
        for (int part = 0; part < parts.size(); part++) {
            names.put(
                    plan.names().get(part),
                    String.valueOf(parts.get(part).path().getFileName()));
            rows.put(plan.names().get(part), parts.get(part).rows());
        }
        return new SplitResult(names, rows, aside);
    }

    private String manifest(RowStream.Read read, List<RowFile> parts, SplitResult result) {
        Map<String, Object> operations = new LinkedHashMap<>();
        operations.put("shares", plan.shares());
        operations.put("mode", plan.mode().name().toLowerCase(java.util.Locale.ROOT));
        operations.put("group", plan.group().orElse(""));
        operations.put("time", plan.time().orElse(""));
        operations.put("stratified", plan.stratified().map(String::valueOf).orElse("where there is a label"));
        operations.put("near_duplicates", plan.near());
        operations.put("seed", plan.seed());
        Map<String, String> hashes = new LinkedHashMap<>();
        parts.forEach(part -> hashes.put(String.valueOf(part.path().getFileName()), part.sha256()));
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("format", 1);
        manifest.put("made_by", "attune data split");
        manifest.put("sources", read.sha256ByFile());
        manifest.put("operations", operations);
        manifest.put("rows_read", read.rows());
        manifest.put("rows", result.rows());
        manifest.put("set_aside", result.aside());
        manifest.put("output", hashes);
        return MAPPER.writeValueAsString(manifest).replace("\r\n", "\n") + "\n";
    }
}
