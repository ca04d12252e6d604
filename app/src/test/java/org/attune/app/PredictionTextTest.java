// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import org.attune.data.Row;
import org.attune.task.Answer;
import org.attune.task.Answered;
import org.junit.jupiter.api.Test;

class PredictionTextTest {

    @Test
    void cells_are_quoted_where_a_reader_would_split_them() {
        assertThat(Csv.line(List.of("plain", "a,b", "say \"hi\"", "two\nlines", "")))
                .isEqualTo("plain,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\",\n");
    }

    @Test
    void the_most_probable_labels_come_first_and_equal_ones_in_the_models_order() {
        float[] probabilities = {0.2f, 0.3f, 0.3f, 0.2f};
        assertThat(Ranking.of(List.of("a", "b", "c", "d"), probabilities, 3))
                .extracting(Ranking.Ranked::label)
                .containsExactly("b", "c", "a");
        assertThat(Ranking.of(List.of("a", "b", "c", "d"), probabilities, PredictionFormat.ALL))
                .extracting(Ranking.Ranked::label)
                .containsExactly("a", "b", "c", "d");
        assertThat(Ranking.of(List.of(), null, 3)).isEmpty();
    }

    @Test
    void answers_are_one_cell() {
        assertThat(Ranking.text(new Answer.Label("x"))).isEqualTo("x");
        assertThat(Ranking.text(new Answer.Labels(List.of("B-PER", "O")))).isEqualTo("B-PER O");
        assertThat(Ranking.text(new Answer.Value(2.5))).isEqualTo("2.5");
    }

    @Test
    void a_table_has_probabilities_where_there_are_some() {
        Row row = new Row(0, "new.csv", 2, Map.of("text", "a, b"));
        Answered several = new Answered(null, new Answer.Labels(List.of("x", "y")), new float[] {0.75f, 0.5f});
        CsvPredictions some = new CsvPredictions(List.of("text"), List.of("x", "y"), 1, List.of(several));
        assertThat(some.heading()).isEqualTo("text,prediction,label_1,probability_1\n");
        assertThat(some.line(row, several)).isEqualTo("\"a, b\",x y,x,0.75\n");
        Answered number = new Answered(null, new Answer.Value(1.5), null);
        CsvPredictions numbers = new CsvPredictions(List.of("text"), List.of(), PredictionFormat.ALL, List.of(number));
        assertThat(numbers.heading() + numbers.line(row, number)).isEqualTo("text,prediction\n\"a, b\",1.5\n");
    }

    @Test
    void lines_come_from_standard_input_when_nobody_types_there() {
        Questions piped = Questions.of(
                Cli.console("one\ntwo\n", new ByteArrayOutputStream(), new ByteArrayOutputStream(), false),
                List.of(),
                List.of());
        assertThat(piped.texts()).containsExactly("one", "two");
    }
}
