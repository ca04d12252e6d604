// SPDX-License-Identifier: Apache-2.0
package org.attune;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.attune.data.Dataset;
import org.attune.eval.EvaluationReport;
import org.attune.eval.Finding;
import org.attune.eval.Findings;
import org.attune.run.Notice;
import org.attune.run.RunDirectory;
import org.attune.task.Encoded;

/** Everything that a run has to say about itself in words: its data, its course, its result. Worst first. */
final class RunFindings {

    private RunFindings() {}

    static List<Finding> of(RunPlan plan, RunDirectory dir, EvaluationReport report) {
        List<Finding> findings = new ArrayList<>(Findings.of(report));
        History history = History.read(dir.metrics(), "log_loss", "mse");
        Findings.overfitting(history.trainLoss(), history.validationLoss()).ifPresent(findings::add);
        long rows = plan.splits().values().stream()
                .mapToLong(split -> split.rows().size())
                .sum();
        long cut = plan.splits().values().stream().mapToLong(Encoded::truncated).sum();
        Findings.truncation(cut, rows, plan.maxLength()).ifPresent(findings::add);
        imbalance(plan, findings);
        if (plan.has(Dataset.TEST)) {
            Findings.leak(texts(plan, Dataset.TRAIN), texts(plan, Dataset.TEST)).ifPresent(findings::add);
        }
        findings.sort(Comparator.comparing(Finding::severity).reversed());
        return findings;
    }

    static Notice notice(Finding finding) {
        boolean note = finding.severity() == Finding.Severity.NOTE;
        String code =
                "finding." + finding.kind().name().toLowerCase(Locale.ROOT).replace('_', '-');
        return new Notice(note ? Notice.Weight.INFORMATION : Notice.Weight.WARNING, code, finding.text());
    }

    private static void imbalance(RunPlan plan, List<Finding> findings) {
        List<String> names = plan.task().labels().names();
        int[] counts = new int[names.size()];
        boolean classes = "single_label_classification".equals(plan.task().problemType());
        if (classes) {
            plan.split(Dataset.TRAIN).examples().forEach(example -> counts[(int) example.target()[0]]++);
            Findings.imbalance(names, counts).ifPresent(findings::add);
        }
    }

    private static Iterable<String> texts(RunPlan plan, String split) {
        return () -> plan.split(split).rows().stream()
                .map(row -> plan.task().inputs().stream()
                        .map(row::value)
                        .map(String::valueOf)
                        .collect(Collectors.joining("\n")))
                .iterator();
    }
}
