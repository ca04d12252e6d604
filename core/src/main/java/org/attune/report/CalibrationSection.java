// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import org.attune.report.page.Caption;
import org.attune.report.page.Html;
import org.attune.report.page.Numbers;
import org.attune.report.page.Page;
import org.attune.report.page.Reliability;

/** Whether probabilities mean what they say. */
record CalibrationSection() implements Section {

    @Override
    public String id() {
        return "calibration";
    }

    @Override
    public String heading(View view) {
        return "Calibration";
    }

    @Override
    public boolean hasContent(View view) {
        return !view.predictions().calibration().isEmpty();
    }

    @Override
    public void write(View view, Html page) {
        Calibration calibration = view.predictions().calibration();
        page.element("p", words(calibration));
        page.open("div", "class", "pair");
        Reliability.draw(
                page,
                new Caption(
                        "Reliability", words(calibration), "probability that the model gives", "share that is right"),
                calibration.bins());
        page.open("div");
        Page.table(page, "The same in numbers", "numbers", "Probability", "Answers", "Mean", "Right");
        for (Reliability.Bin bin : calibration.bins()) {
            if (bin.count() > 0) {
                String range = Numbers.tick(bin.low(), 0.1) + " to " + Numbers.tick(bin.high(), 0.1);
                page.open("tr").element("th", range, "scope", "row");
                page.element("td", Numbers.count(bin.count()));
                page.element("td", Numbers.value(bin.confidence()));
                page.element("td", Numbers.value(bin.accuracy())).close().line();
            }
        }
        Page.endTable(page);
        page.close().close();
    }

    private static String words(Calibration calibration) {
        double excess = calibration.excess();
        String lean = Math.abs(excess) < 0.02
                ? "on average the model is as sure as it should be"
                : excess > 0 ? "on average the model is too sure of itself" : "on average the model is not sure enough";
        return "Over " + Numbers.count(calibration.total())
                + " answers the stated probability and the share that is right differ by "
                + Numbers.value(calibration.error()) + " on average (ten bins); " + lean + " (by "
                + Numbers.value(Math.abs(excess)) + ").";
    }
}
