// SPDX-License-Identifier: Apache-2.0
package org.attune.bench.labels;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.attune.curation.FrozenModel;
import org.attune.curation.labels.LabelAudit;
import org.attune.curation.labels.LabelFindings;
import org.attune.data.ReadOptions;
import org.attune.data.Row;
import org.attune.data.Table;
import org.attune.data.Tables;
import org.attune.data.parts.Folds;
import org.attune.data.write.CsvLine;
import org.attune.data.write.LineFile;

/**
 * Flips a tenth of the labels of a file, to any other label or to one of a similar class, and prints how many of the suspects were
 * flipped (precision) and how many of the flipped labels are suspects (recall). Arguments: FILE TEXT LABEL FOLDER SEED...
 */
public final class FoundErrors {

    private static final double SHARE = 0.1;

    private final List<String> texts;
    private final List<String> labels;
    private final Path folder;

    private FoundErrors(List<String> texts, List<String> labels, Path folder) {
        this.texts = texts;
        this.labels = labels;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException {
        Table table = Tables.read(List.of(arguments[0]), ReadOptions.auto());
        FoundErrors found =
                new FoundErrors(column(table, arguments[1]), column(table, arguments[2]), Path.of(arguments[3]));
        for (int i = 4; i < arguments.length; i++) {
            long seed = Long.parseLong(arguments[i]);
            found.measure("any", seed);
            found.measure("similar", seed);
        }
    }

    private static List<String> column(Table table, String name) {
        return table.rows().stream().map(row -> String.valueOf(row.value(name))).toList();
    }

    private void measure(String kind, long seed) throws IOException {
        Flips flips = new Flips(texts, labels, seed);
        Set<Integer> flipped = flips.chosen(SHARE);
        Map<String, List<String>> nearest = flips.nearest();
        Path file = folder.resolve(kind + "-" + seed + ".csv");
        Files.createDirectories(folder);
        try (LineFile out = new LineFile(file)) {
            out.line("text,label");
            for (int row = 0; row < texts.size(); row++) {
                String label = !flipped.contains(row)
                        ? labels.get(row)
                        : kind.equals("any") ? flips.any(row) : flips.alike(row, nearest);
                out.line(CsvLine.of(List.of(texts.get(row), label)));
            }
        }
        FrozenModel.Asked asked = FrozenModel.Asked.classes(
                "builtin:minilm", List.of(file.toString()), Map.of("text", "text", "label", "label"), 13);
        Path target = folder.resolve(kind + "-" + seed + "-audit-" + System.currentTimeMillis());
        LabelFindings findings = new LabelAudit(asked, new Folds(5, 0.8, 13)).into(target, phase -> {});
        report(kind, seed, flipped, findings);
    }

    private void report(String kind, long seed, Set<Integer> flipped, LabelFindings findings) {
        List<Row> suspects = Tables.read(List.of(findings.suspects().toString()), ReadOptions.auto())
                .rows();
        List<Integer> hits = new ArrayList<>();
        int mended = 0;
        int found = 0;
        int best = 0;
        for (int rank = 0; rank < suspects.size(); rank++) {
            int row = Integer.parseInt(String.valueOf(suspects.get(rank).value("id")));
            boolean hit = flipped.contains(row);
            found += hit ? 1 : 0;
            mended += hit && labels.get(row).equals(suspects.get(rank).value("suggested")) ? 1 : 0;
            best = found >= 0.8 * (rank + 1) ? found : best;
            if (hit) {
                hits.add(rank);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%s seed %d: %d flipped, %d suspects, precision %.3f, recall %.3f; suggested label right for %.3f of the found; recall "
                        + "where precision is last 0.8: %.3f; estimated noise %.3f%n",
                kind,
                seed,
                flipped.size(),
                suspects.size(),
                (double) found / suspects.size(),
                (double) found / flipped.size(),
                (double) mended / Math.max(1, hits.size()),
                (double) best / flipped.size(),
                findings.noise());
    }
}
