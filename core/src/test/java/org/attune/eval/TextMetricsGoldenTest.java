// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import org.attune.eval.text.Bleu;
import org.attune.eval.text.ChrF;
import org.attune.eval.text.Rouge;
import org.attune.eval.text.ShortAnswer;
import org.attune.task.GeneratedScores;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** sacrebleu's, rouge_score's and SQuAD's numbers. */
class TextMetricsGoldenTest {

    private static final Bootstrap NONE = new Bootstrap(0, 1);

    static List<Arguments> texts() {
        return Golden.cases("texts");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void each_row_has_the_values_of_the_references(String name, JsonNode node) {
        for (JsonNode row : node.path("rows")) {
            String said = row.get(0).asString();
            List<String> references = Golden.texts(row.get(1));
            List<Double> values = new ArrayList<>();
            values.add(ShortAnswer.exactMatch(said, references) ? 1.0 : 0);
            values.add(ShortAnswer.tokenF1(said, references));
            values.add(Bleu.sentence(said, references));
            values.add(ChrF.CHRF.sentence(said, references));
            values.add(ChrF.CHRF_PLUS_PLUS.sentence(said, references));
            for (boolean stemming : List.of(false, true)) {
                for (double value : new Rouge(stemming).score(said, references)) {
                    values.add(value);
                }
            }
            double[] expected = Golden.doubles(row.get(2));
            assertThat(values).hasSameSizeAs(expected);
            assertThat(values.stream().mapToDouble(v -> v).toArray())
                    .as("%s against %s", said, references)
                    .containsExactly(expected, within(1e-9));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("texts")
    void each_corpus_has_the_values_of_the_references(String name, JsonNode node) {
        List<String> said = new ArrayList<>();
        List<List<String>> references = new ArrayList<>();
        for (JsonNode row : node.path("rows")) {
            said.add(row.get(0).asString());
            references.add(Golden.texts(row.get(1)));
        }
        SplitEvaluation split = Generation.measure(new GeneratedScores(said, references), TextChecks.NONE, NONE);
        Golden.assertMetrics(split.metrics(), node.path("metrics"));

        double[] sums = new double[ChrF.CHRF_PLUS_PLUS.size()];
        for (int row = 0; row < said.size(); row++) {
            double[] own = ChrF.CHRF_PLUS_PLUS.sums(said.get(row), references.get(row));
            for (int i = 0; i < sums.length; i++) {
                sums[i] += own[i];
            }
        }
        assertThat(ChrF.CHRF_PLUS_PLUS.score(sums))
                .isCloseTo(node.path("chrf++").asDouble(), within(1e-9));
    }
}
