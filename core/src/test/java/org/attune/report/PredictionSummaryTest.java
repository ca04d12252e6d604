// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.attune.report.TagSpans.Span;
import org.attune.report.page.Reliability;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionSummaryTest {

    @TempDir
    Path temporary;

    private PredictionSummary summary(String... lines) throws IOException {
        SampleRuns.write(temporary, "predictions.jsonl", String.join("\n", lines) + "\n");
        return PredictionSummary.of(RunFiles.read(temporary));
    }

    private static String line(String label, String prediction, double probability) {
        return "{\"input\":{\"text\":\"t\"},\"label\":\"" + label + "\",\"prediction\":\"" + prediction
                + "\",\"probabilities\":{\"" + prediction + "\":" + probability + "}}";
    }

    @Test
    void calibration_counts_answers_by_their_probability() throws IOException {
        Calibration calibration = summary(
                        line("a", "a", 0.95), line("a", "b", 0.91), line("b", "b", 0.1), line("b", "b", 1.0))
                .calibration();
        List<Reliability.Bin> bins = calibration.bins();

        assertThat(bins.get(9).count()).isEqualTo(3);
        assertThat(bins.get(9).confidence()).isCloseTo((0.95 + 0.91 + 1) / 3, within(1e-12));
        assertThat(bins.get(9).accuracy()).isCloseTo(2 / 3.0, within(1e-12));
        assertThat(bins.get(0).count()).isEqualTo(1);
        assertThat(calibration.error()).isCloseTo(((0.95 + 0.91 + 1) - 2 + 0.9) / 4, within(1e-12));
        assertThat(calibration.excess()).isCloseTo((0.95 + 0.91 + 0.1 + 1 - 3) / 4, within(1e-12));
    }

    @Test
    void with_several_labels_each_probability_counts() throws IOException {
        PredictionSummary summary = summary(
                "{\"input\":{\"text\":\"t\"},\"label\":[\"a\"],\"prediction\":[\"a\",\"b\"],\"probabilities\":{\"a\":0.9,\"b\":0.6,\"c\":0.2}}");

        assertThat(summary.family()).isEqualTo(Family.LABEL_SETS);
        assertThat(summary.calibration().total()).isEqualTo(3);
        assertThat(summary.mistakes().rows())
                .singleElement()
                .satisfies(worst -> assertThat(worst.score()).isEqualTo(0.6));
    }

    @Test
    void the_surest_mistakes_come_first_and_all_are_counted() throws IOException {
        String[] lines = new String[40];
        for (int i = 0; i < lines.length; i++) {
            lines[i] = i % 4 == 0 ? line("a", "a", 0.99) : line("a", "b", (i % 20) / 20.0);
        }
        Worst mistakes = summary(lines).mistakes();

        assertThat(mistakes.count()).isEqualTo(30);
        assertThat(mistakes.rows()).hasSize(20);
        assertThat(mistakes.rows()).extracting(Worst.Scored::score).startsWith(0.95, 0.95, 0.9, 0.9);
        assertThat(mistakes.rows()).extracting(Worst.Scored::position).startsWith(20L, 40L);
    }

    @Test
    void rows_without_a_label_are_no_mistakes() throws IOException {
        PredictionSummary summary = summary(
                "{\"input\":{\"text\":\"t\"},\"label\":null,\"prediction\":\"a\",\"probabilities\":{\"a\":0.4}}");

        assertThat(summary.rows()).isEqualTo(1);
        assertThat(summary.labelled()).isZero();
        assertThat(summary.mistakes().count()).isZero();
        assertThat(summary.calibration().isEmpty()).isTrue();
    }

    @Test
    void numbers_and_texts_are_told_apart_without_a_recipe() throws IOException {
        assertThat(summary("{\"label\":1.5,\"prediction\":1.25}").family()).isEqualTo(Family.NUMBERS);
        assertThat(summary("{\"label\":\"Hello\",\"prediction\":\"Hallo\"}").family())
                .isEqualTo(Family.TEXTS);
        assertThat(summary("{\"input\":{\"tokens\":[\"a\"]},\"label\":[\"O\"],\"prediction\":[\"O\"]}")
                        .family())
                .isEqualTo(Family.TAGS);
    }

    @Test
    void texts_that_a_language_model_was_given_are_ordered_by_their_loss() throws IOException {
        SampleRuns.write(temporary, "recipe.yaml", "task: causal-lm\n");
        PredictionSummary summary = summary(
                "{\"label\":\"likely\",\"prediction\":{\"loss\":0.5,\"tokens\":4}}",
                "{\"label\":\"unlikely\",\"prediction\":{\"loss\":3.25,\"tokens\":9}}");

        assertThat(summary.family()).isEqualTo(Family.LIKELIHOODS);
        assertThat(summary.mistakes().rows())
                .extracting(worst -> worst.row().label().text())
                .containsExactly("unlikely", "likely");
        assertThat(summary.mistakes().rows()).extracting(Worst.Scored::score).containsExactly(3.25, 0.5);
    }

    @Test
    void many_pairs_of_numbers_are_thinned_evenly() {
        NumberPairs pairs = new NumberPairs();
        for (int i = 0; i < 10_000; i++) {
            pairs.add(i, -i);
        }

        assertThat(pairs.seen()).isEqualTo(10_000);
        assertThat(pairs.points().size()).isBetween(1000, 2000);
        double[] x = pairs.points().x();
        assertThat(x[1] - x[0]).isEqualTo(x[x.length - 1] - x[x.length - 2]);
        assertThat(pairs.points().y()[7]).isEqualTo(-x[7]);
    }

    @Test
    void entities_are_found_in_every_way_of_tagging() {
        assertThat(TagSpans.of(List.of("B-per", "I-per", "O", "B-loc", "B-loc")))
                .containsExactly(new Span("per", 0, 2), new Span("loc", 3, 4), new Span("loc", 4, 5));
        assertThat(TagSpans.of(List.of("S-per", "B-loc", "I-loc", "E-loc", "I-loc")))
                .containsExactly(new Span("per", 0, 1), new Span("loc", 1, 4), new Span("loc", 4, 5));
        assertThat(TagSpans.of(List.of("I-per", "I-loc", "")))
                .containsExactly(new Span("per", 0, 1), new Span("loc", 1, 2));
        assertThat(TagSpans.of(List.of("noun", "noun", "O"))).containsExactly(new Span("noun", 0, 2));
        assertThat(TagSpans.of(List.of())).isEmpty();
    }
}
