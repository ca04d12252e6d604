// SPDX-License-Identifier: Apache-2.0
package org.attune.curation.labels;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.attune.curation.FrozenModel;
import org.attune.data.Row;
import org.attune.data.parts.Folds;
import org.attune.data.write.OutputFolder;
import org.attune.eval.OutOfFold;
import org.attune.problem.InputException;

/**
 * Looks for label errors. Each row is judged by logistic regression on features of a model as it came, learnt from the folds that
 * neither the row nor a near duplicate of it lies in.
 *
 * @param asked model and data
 */
public record LabelAudit(FrozenModel.Asked asked, Folds folds) {

    /**
     * @param target a folder that does not exist yet, or is empty
     * @param told of each phase, in words
     * @throws InputException where data or model have problems; nothing is written then
     */
    public LabelFindings into(Path target, Consumer<String> told) {
        OutputFolder folder = new OutputFolder(target);
        told.accept("reading " + String.join(", ", asked.files()));
        try (FrozenModel model = FrozenModel.open(asked)) {
            Judged judged = judge(model, folder.path(), told);
            AuditFiles files = new AuditFiles(this, model, judged);
            LabelFindings findings = files.findings(target);
            files.write(folder.path(), findings);
            folder.finish();
            return findings;
        } finally {
            folder.discard();
        }
    }

    /**
     * Rows that were judged.
     *
     * @param rows those of a class that lies in one fold alone are not among them
     * @param given class of each
     */
    record Judged(List<Row> rows, int[] given, float[][] probabilities, ConfidentJoint joint, List<Suspect> suspects) {

        static Judged of(List<Row> rows, int[] given, float[][] probabilities) {
            ConfidentJoint joint = ConfidentJoint.of(given, probabilities);
            return new Judged(rows, given, probabilities, joint, Suspect.ranked(joint, given, probabilities));
        }
    }

    private Judged judge(FrozenModel model, Path temporary, Consumer<String> told) {
        int[] labels = model.labels();
        int[] fold = folds.of(model.rows(), labels, model.columns(), temporary);
        int[] kept = judgeable(labels, fold, model.classes().size());
        if (Arrays.stream(kept).map(row -> labels[row]).distinct().count() < 2) {
            throw new InputException(
                    "data.too-few-rows",
                    String.join(", ", asked.files()),
                    model.rows().size() + " rows in " + model.classes().size() + " classes",
                    "a class is judged by its rows in other folds: two classes at least have rows that differ",
                    "give more rows, or fewer near duplicates of each");
        }
        told.accept("features of " + model.rows().size() + " rows by " + asked.model());
        float[][] features = model.features();
        int[] given = at(labels, kept);
        float[][] probabilities = OutOfFold.answers(
                Arrays.stream(kept).mapToObj(row -> features[row]).toArray(float[][]::new),
                at(fold, kept),
                folds.count(),
                OutOfFold.logistic(given, model.classes().size()),
                (number, of) -> told.accept("learning a head without fold " + number + " of " + of));
        List<Row> rows = Arrays.stream(kept).mapToObj(model.rows()::get).toList();
        return Judged.of(rows, given, probabilities);
    }

    /** Rows of a class that lies in at least two folds: of any other one, a head that has not seen the row knows nothing. */
    private static int[] judgeable(int[] labels, int[] fold, int classes) {
        int[] first = new int[classes];
        boolean[] several = new boolean[classes];
        Arrays.fill(first, -1);
        for (int row = 0; row < labels.length; row++) {
            int label = labels[row];
            several[label] |= first[label] >= 0 && first[label] != fold[row];
            first[label] = fold[row];
        }
        List<Integer> kept = new ArrayList<>();
        for (int row = 0; row < labels.length; row++) {
            if (several[labels[row]]) {
                kept.add(row);
            }
        }
        return kept.stream().mapToInt(Integer::intValue).toArray();
    }

    private static int[] at(int[] values, int[] rows) {
        return Arrays.stream(rows).map(row -> values[row]).toArray();
    }
}
