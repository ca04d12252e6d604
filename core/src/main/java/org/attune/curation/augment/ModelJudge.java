// SPDX-License-Identifier: Apache-2.0
package org.attune.curation.augment;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.attune.curation.FrozenModel;
import org.attune.data.Row;
import org.attune.data.TextColumns;
import org.attune.data.augment.AugmentPlan;
import org.attune.data.augment.Judge;
import org.attune.data.augment.Operation;
import org.attune.data.parts.Folds;
import org.attune.eval.OutOfFold;
import org.jspecify.annotations.Nullable;

/**
 * Judges copies by heads on frozen features: a copy is judged by the head that has learnt from the folds in which neither its row nor a
 * near duplicate of it lies, as {@code attune data labels} does. A head that knew the row would know its copies.
 */
final class ModelJudge implements Judge {

    private static final int FOLDS = 5;
    private static final double NEAR = 0.8;

    private final FrozenModel model;
    private final WordNeighbours neighbours;
    private final int[] labels;
    private final int[] folds;
    private final List<Optional<UnaryOperator<float[][]>>> heads;
    private final float[][] before;

    private ModelJudge(FrozenModel model, WordNeighbours neighbours, int[] folds, Consumer<String> told) {
        this.model = model;
        this.neighbours = neighbours;
        this.labels = model.labels();
        this.folds = folds;
        told.accept("features of " + model.rows().size() + " rows");
        float[][] features = model.features();
        this.heads = OutOfFold.fitted(
                features,
                folds,
                FOLDS,
                OutOfFold.logistic(labels, model.classes().size()),
                (fold, of) -> told.accept("learning a head without fold " + fold + " of " + of));
        this.before = new float[labels.length][];
        for (int row = 0; row < labels.length; row++) {
            before[row] = said(row, features[row]);
        }
    }

    /** What the head that does not know a row, or its near duplicates, says; nothing of any class where there is no such head. */
    private float[] said(int row, float[] features) {
        return heads.get(folds[row])
                .map(head -> head.apply(new float[][] {features})[0])
                .orElseGet(() -> new float[model.classes().size()]);
    }

    static ModelJudge of(FrozenModel model, AugmentPlan plan, Consumer<String> told) {
        List<String> words = plan.operations().contains(Operation.NEIGHBOURS)
                ? WordNeighbours.vocabulary(words(model.columns(), model.rows()))
                : List.of();
        told.accept("looking at " + words.size() + " words");
        WordNeighbours neighbours =
                new WordNeighbours(words, all -> all.isEmpty() ? new float[0][] : features(model, all));
        int[] folds = new Folds(FOLDS, NEAR, plan.seed())
                .of(model.rows(), model.labels(), model.columns(), Path.of(System.getProperty("java.io.tmpdir")));
        return new ModelJudge(model, neighbours, folds, told);
    }

    @Override
    public List<String> near(String word) {
        return neighbours.of(word);
    }

    @Override
    public List<Opinion> opinions(List<Copy> copies) {
        float[][] features = model.features(copies.stream().map(Copy::row).toList());
        List<Opinion> opinions = new ArrayList<>();
        for (int i = 0; i < features.length; i++) {
            int parent = copies.get(i).parent();
            float[] after = said(parent, features[i]);
            opinions.add(opinion(before[parent], after, labels[parent]));
        }
        return opinions;
    }

    /** A head that has seen no row of the class gives it exactly nothing. */
    private static Opinion opinion(float[] before, float[] after, int label) {
        return before[label] == 0
                ? Opinion.NONE
                : new Opinion(before[label], after[label], largest(before) == largest(after));
    }

    private static int largest(float[] probabilities) {
        int largest = 0;
        for (int c = 1; c < probabilities.length; c++) {
            largest = probabilities[c] > probabilities[largest] ? c : largest;
        }
        return largest;
    }

    private static List<String> words(TextColumns columns, List<Row> rows) {
        return rows.stream()
                .flatMap(row -> List.of(columns.text(row).split("[^\\p{L}\\p{N}]+")).stream())
                .toList();
    }

    /** Each word alone, as the text of a row. */
    private static float[][] features(FrozenModel model, List<String> words) {
        List<Row> rows = new ArrayList<>();
        for (String word : words) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            model.columns().inputs().forEach(column -> values.put(column, word));
            rows.add(new Row(rows.size(), "", rows.size() + 1L, values));
        }
        return model.features(rows);
    }
}
