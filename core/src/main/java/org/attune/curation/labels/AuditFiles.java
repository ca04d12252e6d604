// SPDX-License-Identifier: Apache-2.0
package org.attune.curation.labels;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.attune.curation.FrozenModel;
import org.attune.curation.labels.LabelFindings.Confusion;
import org.attune.curation.labels.LabelFindings.OfClass;
import org.attune.data.Row;
import org.attune.data.write.LineFile;
import org.attune.data.write.RowJson;
import org.attune.run.AtomicFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * The folder of an audit: {@code suspects.jsonl}, the ranking, ready to be judged; {@code labels.json}, noise and matrices;
 * {@code manifest.json}, hashes and settings.
 */
final class AuditFiles {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int FORMAT = 1;

    private final LabelAudit audit;
    private final FrozenModel model;
    private final LabelAudit.Judged judged;
    private final double[][] joint;

    AuditFiles(LabelAudit audit, FrozenModel model, LabelAudit.Judged judged) {
        this.audit = audit;
        this.model = model;
        this.judged = judged;
        this.joint = judged.joint().joint();
    }

    LabelFindings findings(Path target) {
        double right = 0;
        for (int c = 0; c < joint.length; c++) {
            right += joint[c][c];
        }
        return new LabelFindings(
                target.resolve("suspects.jsonl"),
                model.rows().size(),
                model.rows().size() - judged.rows().size(),
                judged.suspects().size(),
                1 - right,
                classes(),
                confusions(),
                model.columns().guesses());
    }

    private List<OfClass> classes() {
        long[] suspects = new long[joint.length];
        judged.suspects().forEach(suspect -> suspects[suspect.given()]++);
        List<OfClass> classes = new ArrayList<>();
        for (int c = 0; c < joint.length; c++) {
            int column = c;
            double given = Arrays.stream(joint[c]).sum();
            double truly = Arrays.stream(joint).mapToDouble(row -> row[column]).sum();
            classes.add(new OfClass(
                    model.classes().get(c),
                    judged.joint().rows()[c],
                    suspects[c],
                    given == 0 ? 0 : 1 - joint[c][c] / given,
                    truly == 0 ? 0 : 1 - joint[c][c] / truly));
        }
        classes.sort(Comparator.comparingLong(OfClass::suspects).reversed().thenComparing(OfClass::label));
        return classes;
    }

    private List<Confusion> confusions() {
        Map<List<String>, Long> counts = new LinkedHashMap<>();
        judged.suspects().forEach(s -> counts.merge(List.of(name(s.given()), name(s.suggested())), 1L, Long::sum));
        return counts.entrySet().stream()
                .map(e -> new Confusion(e.getKey().get(0), e.getKey().get(1), e.getValue()))
                .sorted(Comparator.comparingLong(Confusion::suspects)
                        .reversed()
                        .thenComparing(Confusion::label)
                        .thenComparing(Confusion::suggested))
                .toList();
    }

    void write(Path folder, LabelFindings findings) {
        String hash;
        try (LineFile suspects = new LineFile(folder.resolve("suspects.jsonl"))) {
            judged.suspects().forEach(suspect -> suspects.line(RowJson.bytes(entry(suspect))));
            suspects.close();
            hash = suspects.sha256Hex();
        }
        json(folder.resolve("labels.json"), matrices(findings));
        json(folder.resolve("manifest.json"), manifest(hash));
    }

    private Map<String, Object> entry(Suspect suspect) {
        Row row = judged.rows().get(suspect.row());
        Map<String, @Nullable Object> input = new LinkedHashMap<>();
        model.columns().inputs().forEach(column -> input.put(column, row.value(column)));
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("id", row.id());
        entry.put("file", row.file());
        entry.put("line", row.line());
        entry.put("input", input);
        entry.put("label", name(suspect.given()));
        entry.put("suggested", name(suspect.suggested()));
        entry.put("self_confidence", digits(suspect.selfConfidence()));
        entry.put("margin", digits(suspect.margin()));
        return entry;
    }

    private Map<String, Object> matrices(LabelFindings findings) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("rows", judged.rows().size());
        all.put("unjudged", findings.unjudged());
        all.put("suspects", findings.suspected());
        all.put("noise", digits(findings.noise()));
        Map<String, Object> classes = new TreeMap<>();
        findings.classes().forEach(of -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("rows", of.rows());
            one.put("suspects", of.suspects());
            one.put("wrong", digits(of.wrong()));
            one.put("missed", digits(of.missed()));
            classes.put(of.label(), one);
        });
        all.put("per_class", classes);
        Map<String, Object> matrix = new LinkedHashMap<>();
        matrix.put("labels", model.classes());
        matrix.put("thresholds", judged.joint().thresholds());
        matrix.put("confident", judged.joint().counts());
        matrix.put("joint", joint);
        all.put("given_by_true", matrix);
        return all;
    }

    private Map<String, Object> manifest(String hash) {
        Map<String, Object> operations = new LinkedHashMap<>();
        operations.put("model", audit.asked().model());
        operations.put("model_sha256", model.sha256());
        operations.put("folds", audit.folds().count());
        operations.put("near_duplicates", audit.folds().near());
        operations.put("seed", audit.folds().seed());
        operations.put("cut_rows", model.truncated());
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("format", FORMAT);
        manifest.put("made_by", "attune data labels");
        manifest.put("sources", model.hashes());
        manifest.put("operations", operations);
        manifest.put("output", Map.of("suspects.jsonl", hash));
        return manifest;
    }

    private String name(int label) {
        return model.classes().get(label);
    }

    private static double digits(double value) {
        return Math.round(value * 1e6) / 1e6;
    }

    private static void json(Path file, Object document) {
        String text = MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document);
        AtomicFile.write(file, text.replace("\r\n", "\n") + "\n");
    }
}
