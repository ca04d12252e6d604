// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.report.page.Numbers;

/**
 * The {@code README.md} of a model: front matter that the Hugging Face Hub reads, then what the model is for, how to use it, how
 * well it does and how it was made. Every sentence comes from the files of the run; what they do not say is not said.
 */
public final class ModelCard {

    private static final int MOST_LABELS = 30;

    private ModelCard() {}

    /** @throws org.attune.problem.InputException where there is no such directory */
    public static String of(Path runDirectory) {
        CardFacts facts = CardFacts.of(RunFiles.read(runDirectory));
        Markdown body = new Markdown();
        body.heading(1, facts.run().name());
        body.paragraph(summary(facts));
        uses(facts, body);
        CardUsage.write(facts, body);
        facts.run().evaluation().main().ifPresent(split -> results(facts, split, body));
        data(facts, body);
        CardTraining.write(facts, body);
        return "---\n" + FrontMatter.yaml(facts) + "---\n\n" + body;
    }

    private static String summary(CardFacts facts) {
        String method = facts.run().recipe().method();
        String how = method.isEmpty() || method.equals("full") ? "all weights were trained" : "method: " + method;
        return facts.baseName() + ", fine-tuned for " + facts.taskWords() + " with Attune (" + how + ").";
    }

    private static void uses(CardFacts facts, Markdown body) {
        body.heading(2, "Intended use");
        List<String> labels = facts.labels();
        String data = facts.dataName("test");
        body.paragraph(
                switch (facts.family()) {
                    case LABELS, LABEL_SETS ->
                        "It assigns texts like those of " + data + " to "
                                + (labels.isEmpty() ? "its labels." : labels.size() + " labels: " + list(labels) + ".");
                    case NUMBERS -> "It gives a number for texts like those of " + data + ".";
                    case TAGS ->
                        "It marks entities in texts like those of " + data
                                + (labels.isEmpty() ? "." : ": " + list(labels) + ".");
                    case TEXTS, LIKELIHOODS -> "It continues texts like those of " + data + ".";
                });
        if (facts.run().evaluation().main().isPresent()) {
            body.paragraph(
                    "It was measured on data of the kind that it was trained on and on no other: expect less elsewhere,"
                            + " and measure before relying on it.");
        }
        List<FindingRow> findings = facts.run().evaluation().findings();
        findings.stream().filter(finding -> !finding.text().isBlank()).forEach(finding -> body.item(finding.text()));
        if (!findings.isEmpty()) {
            body.end();
        }
    }

    private static String list(List<String> labels) {
        String named = String.join(", ", labels.stream().limit(MOST_LABELS).toList());
        return labels.size() > MOST_LABELS ? named + " and " + (labels.size() - MOST_LABELS) + " more" : named;
    }

    private static void results(CardFacts facts, SplitResult split, Markdown body) {
        Map<String, Map<String, Measure>> baselines = facts.run().evaluation().baselines();
        body.heading(2, "Results");
        String rows = Double.isNaN(split.n()) ? "" : ", " + Numbers.count(split.n()) + " rows";
        body.paragraph("On " + split.name() + " (" + facts.dataName(split.name()) + rows
                + "); in brackets the 95 % interval.");
        List<String> columns = new ArrayList<>(List.of("Metric", "This model"));
        baselines.keySet().forEach(name -> columns.add(MetricWords.baseline(name, facts.family())));
        body.columns(columns);
        split.metrics().forEach((name, measure) -> {
            List<String> cells =
                    new ArrayList<>(List.of(MetricWords.of(name), measure.text().replace('−', '-')));
            baselines.values().forEach(values -> {
                Measure there = values.get(name);
                cells.add(there == null ? "" : Numbers.value(there.value()).replace('−', '-'));
            });
            body.row(cells);
        });
        body.end();
        baselines.keySet().forEach(name -> body.item(MetricWords.explained(name, facts.family())));
        if (!baselines.isEmpty()) {
            body.end();
        }
    }

    private static void data(CardFacts facts, Markdown body) {
        Map<String, List<String>> sources = new LinkedHashMap<>();
        for (String split : List.of("train", "validation", "test")) {
            if (!facts.sources(split).isEmpty()) {
                sources.put(split, facts.sources(split));
            }
        }
        if (sources.isEmpty()) {
            return;
        }
        body.heading(2, "Data");
        sources.forEach((split, files) -> {
            String rows =
                    facts.run().manifest().path("data").path("rows").path(split).asString("");
            body.item(split + ": "
                    + String.join(", ", files.stream().map(CardFacts::lastPart).toList())
                    + (rows.isEmpty() ? "" : " (" + rows + " rows)"));
        });
        body.end();
    }
}
