// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.attune.report.page.Html;
import org.attune.report.page.Numbers;

/** What a reader should know first: findings by severity, damage of the files, a loss that is no number. */
record FindingsSection() implements Section {

    private static final List<String> ORDER = List.of("serious", "warning", "note");

    @Override
    public String id() {
        return "findings";
    }

    @Override
    public String heading(View view) {
        return "Findings";
    }

    @Override
    public boolean hasContent(View view) {
        return !view.run().evaluation().splits().isEmpty() || !all(view).isEmpty();
    }

    @Override
    public void write(View view, Html page) {
        List<FindingRow> all = all(view);
        if (all.isEmpty()) {
            page.element("p", "Nothing about this result calls for a warning.");
            return;
        }
        page.open("ul", "class", "findings");
        for (FindingRow finding : all) {
            String style = ORDER.contains(finding.severity()) ? finding.severity() : "note";
            page.open("li", "class", style)
                    .element("b", style(style))
                    .text(finding.text())
                    .close();
        }
        page.close();
    }

    private static String style(String severity) {
        return switch (severity) {
            case "serious" -> "Serious:";
            case "warning" -> "Warning:";
            default -> "Note:";
        };
    }

    private static List<FindingRow> all(View view) {
        List<FindingRow> all = new ArrayList<>(view.run().evaluation().findings());
        view.run().metrics().steps().stream()
                .filter(step -> !Double.isFinite(step.loss()))
                .findFirst()
                .ifPresent(step -> all.add(new FindingRow(
                        "loss",
                        "serious",
                        "The training loss was not a number at step " + Numbers.count(step.step())
                                + ". Lower training.learning_rate, or use training.precision: fp32.")));
        List<String> damage = new ArrayList<>(view.run().damage());
        damage.addAll(view.predictions().damage());
        damage.forEach(
                what -> all.add(new FindingRow("damage", "warning", "This page is not complete: " + what + ".")));
        all.sort(Comparator.comparingInt(finding -> {
            int place = ORDER.indexOf(finding.severity());
            return place < 0 ? ORDER.size() : place;
        }));
        return all;
    }
}
