// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.attune.task.ClassScores;
import org.attune.task.LabelScores;
import org.attune.task.Scores;
import org.attune.task.TagScores;
import org.attune.task.ValueScores;

/** What training rows say is true, taken in parts: of each row its label stays, of sentences the counts alone. */
final class TrainingLabels {

    private final IntStream.Builder classes = IntStream.builder();
    private final List<boolean[]> sets = new ArrayList<>();
    private final DoubleStream.Builder values = DoubleStream.builder();
    private final Majority.Tags tags = new Majority.Tags();
    private int[] allClasses = {};
    private double[] allValues = {};
    private boolean built;

    /** @param words of each row, looked at for tags alone */
    void add(Scores part, Supplier<String[][]> words) {
        if (part instanceof ClassScores own) {
            IntStream.of(own.labels()).forEach(classes);
        } else if (part instanceof LabelScores own) {
            sets.addAll(List.of(own.labels()));
        } else if (part instanceof ValueScores own) {
            DoubleStream.of(own.targets()).forEach(values);
        } else {
            tags.add(words.get(), ((TagScores) part).tags());
        }
    }

    /** What answers by these labels alone say of other rows. */
    Scores majority(Scores truth, Supplier<String[][]> words) {
        if (!built) {
            allClasses = classes.build().toArray();
            allValues = values.build().toArray();
            built = true;
        }
        if (truth instanceof ClassScores own) {
            return Majority.classes(allClasses, own.classes(), own.labels());
        } else if (truth instanceof LabelScores own) {
            return Majority.labels(sets.toArray(boolean[][]::new), own.labels());
        } else if (truth instanceof ValueScores own) {
            return Majority.values(allValues, own.targets());
        }
        return tags.scores(words.get(), ((TagScores) truth).tags());
    }
}
