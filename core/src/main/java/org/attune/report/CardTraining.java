// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.attune.report.page.Numbers;

/** How the model was made: settings, the course of training, versions, and the way to make it again. */
final class CardTraining {

    private static final List<String> SETTINGS =
            List.of("method", "training", "seed", "data.max_length", "model.pooling");
    private static final int MOST_ROWS = 20;

    private CardTraining() {}

    static void write(CardFacts facts, Markdown body) {
        Map<String, String> settings = settings(facts.run().recipe());
        if (!settings.isEmpty()) {
            body.heading(2, "Hyper-parameters").columns(List.of("Setting", "Value"));
            settings.forEach((key, value) -> body.row(List.of(key, value)));
            body.end();
        }
        course(facts, body);
        Map<String, String> versions = new LinkedHashMap<>();
        facts.run()
                .manifest()
                .path("versions")
                .properties()
                .forEach(entry -> versions.put(entry.getKey(), entry.getValue().asString("")));
        if (!versions.isEmpty()) {
            body.heading(2, "Versions");
            versions.forEach((name, version) -> body.item(name + " " + version));
            body.end();
        }
    }

    private static Map<String, String> settings(RecipeFile recipe) {
        Map<String, String> settings = new LinkedHashMap<>();
        recipe.flat().forEach((key, value) -> {
            boolean shown = SETTINGS.stream().anyMatch(prefix -> key.equals(prefix) || key.startsWith(prefix + "."));
            if (shown && !value.isBlank() && !value.equals("none")) {
                settings.put(key, value);
            }
        });
        return settings;
    }

    private static void course(CardFacts facts, Markdown body) {
        List<EvaluationRow> evaluations = facts.run().metrics().evaluations().stream()
                .filter(row -> row.split().equals("validation"))
                .toList();
        if (evaluations.isEmpty()) {
            return;
        }
        Set<String> names = new TreeSet<>();
        evaluations.forEach(row -> names.addAll(row.metrics().keySet()));
        List<String> shown = MetricWords.main(facts.run(), facts.family(), names);
        List<String> columns = new ArrayList<>(List.of("Training loss", "Epoch", "Step"));
        shown.forEach(name -> columns.add("Validation " + MetricWords.within(name)));
        body.heading(2, "Training results").columns(columns);
        int first = Math.max(0, evaluations.size() - MOST_ROWS);
        evaluations.subList(first, evaluations.size()).forEach(row -> body.row(cells(facts, row, shown)));
        body.end();
    }

    private static List<String> cells(CardFacts facts, EvaluationRow row, List<String> metrics) {
        List<StepRow> steps = facts.run().metrics().steps();
        double loss = steps.stream()
                .filter(step -> step.step() <= row.step() && step.step() > row.step() - 10)
                .mapToDouble(StepRow::loss)
                .average()
                .orElse(Double.NaN);
        double epoch = steps.stream()
                .filter(step -> step.step() == row.step())
                .mapToDouble(StepRow::epoch)
                .findFirst()
                .orElse(Double.NaN);
        List<String> cells = new ArrayList<>(List.of(
                Numbers.value(loss), Double.isNaN(epoch) ? "" : Numbers.tick(epoch, 0.1), Long.toString(row.step())));
        metrics.forEach(name -> cells.add(Numbers.value(row.metrics().getOrDefault(name, Double.NaN))));
        return cells;
    }
}
