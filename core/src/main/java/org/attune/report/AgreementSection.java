// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import org.attune.report.page.Caption;
import org.attune.report.page.Html;
import org.attune.report.page.Numbers;
import org.attune.report.page.Scatter;

/** Predicted numbers against true ones. */
record AgreementSection() implements Section {

    @Override
    public String id() {
        return "agreement";
    }

    @Override
    public String heading(View view) {
        return "Prediction against label";
    }

    @Override
    public boolean hasContent(View view) {
        return view.family() == Family.NUMBERS && view.predictions().numbers().seen() > 0;
    }

    @Override
    public void write(View view, Html page) {
        NumberPairs numbers = view.predictions().numbers();
        int shown = numbers.points().size();
        String words = "Each point is a row; on the dashed line prediction and label agree. "
                + (shown < numbers.seen()
                        ? Numbers.count(shown) + " of " + Numbers.count(numbers.seen()) + " rows are shown."
                        : Numbers.count(shown) + " rows.");
        page.element("p", words);
        Scatter.draw(page, new Caption("Prediction against label", words, "label", "prediction"), numbers.points());
    }
}
