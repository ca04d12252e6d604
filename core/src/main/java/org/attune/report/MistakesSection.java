// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import org.attune.report.page.Html;
import org.attune.report.page.Numbers;
import org.attune.report.page.Page;

/** The rows that are most wrong, with where they stand in the data. */
record MistakesSection() implements Section {

    private static final int LONGEST = 400;

    @Override
    public String id() {
        return "mistakes";
    }

    @Override
    public String heading(View view) {
        return switch (view.family()) {
            case NUMBERS -> "Largest errors";
            case TEXTS -> "Answers that differ";
            case LIKELIHOODS -> "Least likely texts";
            default -> "Worst mistakes";
        };
    }

    @Override
    public boolean hasContent(View view) {
        return view.family() != Family.TAGS && view.predictions().mistakes().count() > 0;
    }

    @Override
    public void write(View view, Html page) {
        Worst mistakes = view.predictions().mistakes();
        page.element("p", words(view));
        boolean scored = view.family() != Family.TEXTS;
        boolean said = view.family() != Family.LIKELIHOODS;
        Page.table(page, "Where it is wrong", "", columns(view.family()));
        for (Worst.Scored mistake : mistakes.rows()) {
            PredictionRow row = mistake.row();
            page.open("tr").element("td", cut(row.text(), LONGEST), "class", "text", "dir", "auto");
            page.element("td", given(view, row.label()), "class", "label", "dir", "auto");
            if (said) {
                page.element("td", given(view, row.prediction()), "class", "label", "dir", "auto");
            }
            if (scored) {
                page.element("td", Numbers.value(mistake.score()), "class", "n");
            }
            page.element("td", row.place(), "class", "place").close().line();
        }
        Page.endTable(page);
    }

    private static String[] columns(Family family) {
        return switch (family) {
            case TEXTS -> new String[] {"Input", "Label", "Prediction", "Where"};
            case LIKELIHOODS -> new String[] {"Input", "Text", "Loss", "Where"};
            case NUMBERS -> new String[] {"Input", "Label", "Prediction", "Error", "Where"};
            default -> new String[] {"Input", "Label", "Prediction", "Probability", "Where"};
        };
    }

    private static String words(View view) {
        PredictionSummary predictions = view.predictions();
        long wrong = predictions.mistakes().count();
        String shown = wrong > predictions.mistakes().rows().size()
                ? "; the " + predictions.mistakes().rows().size() + " worst are shown"
                : "";
        String of = Numbers.count(wrong) + " of " + Numbers.count(predictions.labelled()) + " rows are ";
        return switch (view.family()) {
            case NUMBERS -> "Rows whose prediction is farthest from the label.";
            case TEXTS -> of + "not word for word as expected; the first ones are shown.";
            case LIKELIHOODS ->
                "The loss is the mean over a text's tokens, in nats: what the model expected least comes first.";
            case LABEL_SETS ->
                of + "wrong in at least one label" + shown
                        + ". The probability is the one that is farthest from the truth.";
            default ->
                of + "wrong" + shown
                        + ". Where the model is sure and wrong, look at the label first: it may be the mistake.";
        };
    }

    private static String given(View view, Given given) {
        return view.family() == Family.NUMBERS ? Numbers.value(given.number()) : cut(given.text(), LONGEST);
    }

    static String cut(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest)) + "…";
    }
}
