// SPDX-License-Identifier: Apache-2.0
package org.attune;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.attune.config.RunConfig;
import org.attune.config.Sampling;
import org.attune.data.Dataset;
import org.attune.data.Example;
import org.attune.problem.Problems;
import org.attune.task.Task;
import org.attune.train.ClassSampling;

/** Which classes a run's epochs have how often, where the recipe says so. */
final class ClassShares {

    /** Of a larger number of classes the ends are shown. */
    private static final int MOST_SHOWN = 12;

    private ClassShares() {}

    static void check(RunConfig config, Task task, Problems problems) {
        Sampling sampling = config.training().sampling();
        if (!(sampling instanceof Sampling.None) && !haveOneClass(task)) {
            problems.add(
                    "training.sampling",
                    "training.sampling",
                    "with task: " + config.task() + ", whose rows are not each of one class",
                    "rows are sampled by their class",
                    "leave it out");
        }
    }

    /** Of the examples of a run; empty where an epoch has each once. */
    static Optional<ClassSampling> of(RunConfig config, Task task, List<Example> examples) {
        Sampling sampling = config.training().sampling();
        return sampling instanceof Sampling.None || !haveOneClass(task)
                ? Optional.empty()
                : Optional.of(ClassSampling.of(examples, task.labels().size(), sampling));
    }

    private static boolean haveOneClass(Task task) {
        return "single_label_classification".equals(task.problemType());
    }

    /** Examples of an epoch, repeated ones counted as often. */
    static int epochSize(RunConfig config, Task task, List<Example> examples) {
        return of(config, task, examples).map(ClassSampling::size).orElse(examples.size());
    }

    /** What an epoch is made of, in one line; empty where nothing is sampled. */
    static Optional<String> text(RunPlan plan) {
        List<String> names = plan.task().labels().names();
        return of(plan.config(), plan.task(), plan.split(Dataset.TRAIN).examples())
                .map(sampled -> {
                    int[] before = sampled.before();
                    int[] after = sampled.after();
                    List<String> shares = new ArrayList<>();
                    Integer[] order = new Integer[names.size()];
                    Arrays.setAll(order, c -> c);
                    Arrays.sort(order, Comparator.comparingInt(c -> -before[c]));
                    for (int i = 0; i < order.length; i++) {
                        int c = order[i];
                        if (i == MOST_SHOWN / 2 && order.length > MOST_SHOWN) {
                            shares.add("…");
                        }
                        if (order.length <= MOST_SHOWN || i < MOST_SHOWN / 2 || i >= order.length - MOST_SHOWN / 2) {
                            shares.add(names.get(c) + " " + percent(before, c) + " → " + percent(after, c));
                        }
                    }
                    return "an epoch has " + sampled.size() + " examples of "
                            + Arrays.stream(before).sum() + "; classes: " + String.join(", ", shares);
                });
    }

    private static String percent(int[] counts, int of) {
        return String.format(
                Locale.ROOT,
                "%.1f %%",
                100.0 * counts[of] / Math.max(1, Arrays.stream(counts).sum()));
    }
}
