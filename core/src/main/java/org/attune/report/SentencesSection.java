// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.attune.report.TagSpans.Span;
import org.attune.report.page.Html;
import org.attune.report.page.Numbers;

/** Sentences with the most entities wrong, with the entities marked. */
record SentencesSection() implements Section {

    private static final int LONGEST_TOKEN = 60;
    private static final int MOST_TOKENS = 150;

    /** Overlapping entities of truth and prediction, and the tokens that they cover. */
    private record Region(int begin, int end, List<Span> truth, List<Span> said) {

        boolean isRight() {
            return truth.equals(said);
        }
    }

    @Override
    public String id() {
        return "sentences";
    }

    @Override
    public String heading(View view) {
        return "Sentences with mistakes";
    }

    @Override
    public boolean hasContent(View view) {
        return view.family() == Family.TAGS && view.predictions().mistakes().count() > 0;
    }

    @Override
    public void write(View view, Html page) {
        Worst mistakes = view.predictions().mistakes();
        page.element(
                "p",
                Numbers.count(mistakes.count()) + " of "
                        + Numbers.count(view.predictions().labelled())
                        + " sentences have a wrong tag; those with the most wrong entities come first.");
        page.open("p", "class", "marks");
        page.open("span").element("mark", "found").text("right").close();
        page.open("span")
                .element("mark", "overlooked", "class", "missed")
                .text("missed")
                .close();
        page.open("span")
                .element("mark", "wrong", "class", "invented")
                .text("wrong or too much")
                .close()
                .close();
        page.open("ol", "class", "sentences");
        for (Worst.Scored mistake : mistakes.rows()) {
            page.open("li", "dir", "auto");
            sentence(page, mistake.row());
            page.element("span", mistake.row().place(), "class", "place")
                    .close()
                    .line();
        }
        page.close();
    }

    private static void sentence(Html page, PredictionRow row) {
        List<Region> regions = regions(row);
        int token = 0;
        int last = Math.min(MOST_TOKENS, row.label().names().size());
        for (Region region : regions) {
            page.text(words(row, token, Math.min(region.begin(), last)));
            if (region.begin() >= last) {
                token = last;
                break;
            }
            mark(page, row, region);
            page.text(" ");
            token = region.end();
        }
        page.text(words(row, token, last) + (last < row.label().names().size() ? "…" : ""));
    }

    private static void mark(Html page, PredictionRow row, Region region) {
        String style = region.isRight() ? "found" : region.said().isEmpty() ? "missed" : "invented";
        page.open("mark", "class", style)
                .text(words(row, region.begin(), region.end()).strip());
        page.element("sub", explanation(row, region)).close();
    }

    private static String explanation(PredictionRow row, Region region) {
        if (region.isRight()) {
            return region.truth().get(0).type();
        } else if (region.said().isEmpty()) {
            return list(row, region, region.truth()) + " missed";
        } else if (region.truth().isEmpty()) {
            return "said " + list(row, region, region.said());
        }
        return "is " + list(row, region, region.truth()) + ", said " + list(row, region, region.said());
    }

    /** Types; with their words where these are not those of the whole region. */
    private static String list(PredictionRow row, Region region, List<Span> spans) {
        List<String> parts = new ArrayList<>();
        for (Span span : spans) {
            boolean whole = span.begin() == region.begin() && span.end() == region.end();
            parts.add(
                    whole
                            ? span.type()
                            : span.type() + " “"
                                    + words(row, span.begin(), span.end()).strip() + "”");
        }
        return String.join(" and ", parts);
    }

    private static List<Region> regions(PredictionRow row) {
        Set<Span> truth = TagSpans.of(row.label().names());
        Set<Span> said = TagSpans.of(row.prediction().names());
        List<Span> all = new ArrayList<>(truth);
        said.stream().filter(span -> !truth.contains(span)).forEach(all::add);
        all.sort(Comparator.comparingInt(Span::begin).thenComparingInt(Span::end));
        List<Region> regions = new ArrayList<>();
        for (Span span : all) {
            Region last = regions.isEmpty() ? null : regions.get(regions.size() - 1);
            if (last == null || span.begin() >= last.end()) {
                last = new Region(span.begin(), span.end(), new ArrayList<>(), new ArrayList<>());
            } else {
                regions.remove(regions.size() - 1);
                last = new Region(last.begin(), Math.max(last.end(), span.end()), last.truth(), last.said());
            }
            regions.add(last);
            if (truth.contains(span)) {
                last.truth().add(span);
            }
            if (said.contains(span)) {
                last.said().add(span);
            }
        }
        return regions;
    }

    private static String words(PredictionRow row, int begin, int end) {
        StringBuilder words = new StringBuilder();
        for (int i = begin; i < end; i++) {
            String token = i < row.tokens().size() ? row.tokens().get(i) : "␣";
            words.append(MistakesSection.cut(token, LONGEST_TOKEN)).append(' ');
        }
        return words.toString();
    }
}
