// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.attune.report.page.Html;
import org.attune.report.page.IntervalPlot;
import org.attune.report.page.Numbers;
import org.attune.report.page.Page;

/** Precision, recall and F1 of each class or entity type, the weakest first. */
record ClassesSection() implements Section {

    private static final int SHOWN = 30;

    @Override
    public String id() {
        return "classes";
    }

    @Override
    public String heading(View view) {
        return view.family() == Family.TAGS ? "Entity types" : "Classes";
    }

    @Override
    public boolean hasContent(View view) {
        return view.run()
                .evaluation()
                .main()
                .map(split -> !split.classes().isEmpty())
                .orElse(false);
    }

    @Override
    public void write(View view, Html page) {
        SplitResult split = view.run().evaluation().main().orElseThrow();
        List<ClassResult> classes = new ArrayList<>(split.classes());
        classes.sort(Comparator.comparingDouble(ClassResult::f1).thenComparing(ClassResult::label));
        int shown = classes.size() <= SHOWN + 10 ? classes.size() : SHOWN;
        table(view, page, split.name(), classes.subList(0, shown));
        if (shown < classes.size()) {
            page.open("details").element("summary", "The other " + (classes.size() - shown) + " classes");
            table(view, page, split.name(), classes.subList(shown, classes.size()));
            page.close();
        }
    }

    private static void table(View view, Html page, String split, List<ClassResult> classes) {
        boolean entities = view.family() == Family.TAGS;
        String what = entities ? "Entity type" : "Class";
        String support = entities ? "Entities" : "Rows";
        String caption = "Split " + split + ", weakest F1 first";
        Page.table(page, caption, "numbers", what, "Precision", "Recall", "F1", support, "");
        for (ClassResult row : classes) {
            page.open("tr").element("th", row.label(), "scope", "row");
            page.element("td", Numbers.value(row.precision()));
            page.element("td", Numbers.value(row.recall()));
            page.element("td", Numbers.value(row.f1()));
            page.element("td", Numbers.count(row.support()));
            page.open("td");
            if (Double.isFinite(row.f1())) {
                IntervalPlot.bar(page, row.label() + ", F1", row.f1());
            }
            page.close().close().line();
        }
        Page.endTable(page);
    }
}
