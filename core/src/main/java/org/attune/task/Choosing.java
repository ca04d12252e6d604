// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.ArrayList;
import java.util.List;
import org.attune.data.Example;
import org.attune.data.Row;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.attune.tokenizer.chat.ChatRow;
import org.attune.tokenizer.chat.OtherAnswer;

/**
 * Multiple choice by likelihood: rows with several answers, of which the likeliest should be their own. Rows without choices are left
 * out.
 *
 * @param column of the answers, a list of texts in each row
 */
public record Choosing(ConversationRows rows, String column) {

    /**
     * What is asked of a model.
     *
     * @param examples the answers of all rows one after another, each behind its question
     */
    public record Asked(int[] labels, String[][] answers, List<Example> examples) {

        /** @param outputs of a language model for the examples: the loss of each answer first */
        public ChoiceScores scores(float[][] outputs) {
            double[][] likelihoods = new double[labels.length][];
            int example = 0;
            for (int row = 0; row < labels.length; row++) {
                likelihoods[row] = new double[answers[row].length];
                for (int i = 0; i < likelihoods[row].length; i++) {
                    likelihoods[row][i] = -outputs[example++][0];
                }
            }
            return new ChoiceScores(labels, likelihoods, answers);
        }
    }

    /** Adds what is wrong with the rows of a split. */
    void check(List<Row> data, Problems problems) {
        if (data.stream().noneMatch(row -> row.value(column) != null)) {
            problems.add(
                    "evaluate.choices",
                    "evaluate.choices",
                    "no row has anything in the column " + Problem.quote(column),
                    "the column has for each row the answers to choose from, in a list",
                    "name a column of the data, or leave the key out");
        }
        for (Row row : data) {
            Object choices = row.value(column);
            if (choices != null && label(row) < 0) {
                problems.add(
                        "evaluate.choices",
                        row.where() + ": " + column,
                        "is " + Problem.quote(choices) + ", and the row's own answer "
                                + Problem.quote(OtherAnswer.of(rows.read(row)).orElse("")),
                        "it is a list of texts, and one of them is the row's own answer",
                        "mend it, or leave it empty");
            }
        }
    }

    public Asked ask(List<Row> data) {
        List<Integer> labels = new ArrayList<>();
        List<String[]> answers = new ArrayList<>();
        List<Example> examples = new ArrayList<>();
        for (Row row : data) {
            List<String> choices = OtherAnswer.choices(row.value(column));
            List<Example> own = choices.isEmpty() ? List.of() : examples(row, choices, examples.size());
            if (!own.isEmpty() && own.size() == choices.size()) { // one that is cut away has no likelihood
                labels.add(label(row));
                answers.add(choices.toArray(String[]::new));
                examples.addAll(own);
            }
        }
        return new Asked(
                labels.stream().mapToInt(Integer::intValue).toArray(),
                answers.toArray(String[][]::new),
                List.copyOf(examples));
    }

    private List<Example> examples(Row row, List<String> choices, int first) {
        ChatRow read = rows.read(row);
        List<Example> examples = new ArrayList<>();
        for (String choice : choices) {
            Example example = rows.answer(OtherAnswer.in(read, choice), row, first + examples.size());
            if (example != null) {
                examples.add(example);
            }
        }
        return examples;
    }

    /** The place of the row's own answer; -1 where it is none of them. */
    private int label(Row row) {
        List<String> choices = OtherAnswer.choices(row.value(column));
        return OtherAnswer.of(rows.read(row))
                .map(answer -> choices.indexOf(answer.strip()))
                .orElse(-1);
    }
}
