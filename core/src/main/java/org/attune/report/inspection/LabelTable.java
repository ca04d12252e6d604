// SPDX-License-Identifier: Apache-2.0
package org.attune.report.inspection;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.attune.data.inspect.Inspection;
import org.attune.report.page.Html;
import org.attune.report.page.IntervalPlot;
import org.attune.report.page.Numbers;
import org.attune.report.page.Page;

/** How often each label comes in each part. */
final class LabelTable {

    private static final int MOST = 200;

    private LabelTable() {}

    static void write(Inspection inspection, Html page) {
        Set<String> labels = new LinkedHashSet<>();
        inspection.parts().forEach(part -> labels.addAll(part.labels().keySet()));
        if (labels.isEmpty()) {
            return;
        }
        Page.section(page, "labels", "Labels");
        if (labels.size() > MOST) {
            page.element("p", "The " + MOST + " most frequent of " + Numbers.count(labels.size()) + " labels.");
        }
        List<String> heads = new ArrayList<>(List.of("Label"));
        inspection.parts().forEach(part -> heads.add("Rows of " + part.name()));
        heads.add("Share of " + inspection.parts().get(0).name());
        Page.table(page, "Rows by label", "", heads.toArray(String[]::new));
        labels.stream().limit(MOST).forEach(label -> row(inspection, label, page));
        Page.endTable(page);
        page.close();
    }

    private static void row(Inspection inspection, String label, Html page) {
        page.open("tr").element("td", label, "class", "label", "dir", "auto");
        for (Inspection.Part part : inspection.parts()) {
            page.element("td", Numbers.count(part.labels().getOrDefault(label, 0L)), "class", "n");
        }
        Inspection.Part first = inspection.parts().get(0);
        page.open("td");
        IntervalPlot.bar(page, label, (double) first.labels().getOrDefault(label, 0L) / Math.max(1, first.rows()));
        page.close().close().line();
    }
}
