// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.attune.task.ClassScores;
import org.attune.task.LabelScores;
import org.attune.task.Scores;
import org.attune.task.TagScores;
import org.attune.task.ValueScores;
import org.junit.jupiter.api.Test;

/** Labels that come in parts are those that come at once. */
class TrainingLabelsTest {

    private static final String[][] NO_WORDS = {};

    private static Scores majority(List<? extends Scores> parts, Scores truth, String[][]... words) {
        TrainingLabels labels = new TrainingLabels();
        for (int i = 0; i < parts.size(); i++) {
            String[][] own = words.length == 0 ? NO_WORDS : words[i];
            labels.add(parts.get(i), () -> own);
        }
        String[][] last = words.length == 0 ? NO_WORDS : words[words.length - 1];
        Scores first = labels.majority(truth, () -> last);
        assertThat(labels.majority(truth, () -> last))
                .as("of another split")
                .usingRecursiveComparison()
                .isEqualTo(first);
        return first;
    }

    private static ClassScores classes(int... labels) {
        float[][] nothing = new float[labels.length][];
        Arrays.setAll(nothing, i -> new float[] {1, 0, 0});
        return new ClassScores(labels, nothing);
    }

    @Test
    void classes_in_parts() {
        assertThat(majority(List.of(classes(0, 1), classes(1), classes(2, 1)), classes(2, 0)))
                .usingRecursiveComparison()
                .isEqualTo(Majority.classes(new int[] {0, 1, 1, 2, 1}, 3, new int[] {2, 0}));
    }

    @Test
    void values_in_parts() {
        ValueScores first = new ValueScores(new double[] {1, 2}, new double[2]);
        ValueScores second = new ValueScores(new double[] {6}, new double[1]);

        assertThat(majority(List.of(first, second), second))
                .usingRecursiveComparison()
                .isEqualTo(Majority.values(new double[] {1, 2, 6}, new double[] {6}));
    }

    @Test
    void sets_in_parts() {
        LabelScores first = new LabelScores(new boolean[][] {{true, false}, {true, true}}, new float[2][2]);
        LabelScores second = new LabelScores(new boolean[][] {{false, false}}, new float[1][2]);

        assertThat(majority(List.of(first, second), second))
                .usingRecursiveComparison()
                .isEqualTo(Majority.labels(
                        new boolean[][] {{true, false}, {true, true}, {false, false}},
                        new boolean[][] {{false, false}}));
    }

    @Test
    void tags_in_parts() {
        String[][] some = {{"Rome", "is"}};
        String[][] others = {{"Rome", "Rome", "was"}};
        TagScores first = new TagScores(new String[][] {{"B-LOC", "O"}}, new String[][] {{"O", "O"}});
        TagScores second = new TagScores(new String[][] {{"B-PER", "B-PER", "O"}}, new String[][] {{"O", "O", "O"}});

        assertThat(majority(List.of(first, second), second, some, others))
                .usingRecursiveComparison()
                .isEqualTo(Majority.tags(
                        new String[][] {some[0], others[0]},
                        new String[][] {first.tags()[0], second.tags()[0]},
                        others,
                        second.tags()));
    }
}
