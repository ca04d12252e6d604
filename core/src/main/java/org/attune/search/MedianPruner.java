// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.List;
import org.attune.config.Rules;

/**
 * Stops a trial whose best value so far is worse than the median of what finished trials had on average up to the same evaluation
 * (Golovin et al. 2017, section 3.2).
 *
 * @param startup trials that have to be done first
 * @param warmup evaluations of a trial that are not judged
 */
public record MedianPruner(int startup, int warmup) implements Pruner {

    public MedianPruner {
        Rules.of("search.pruner")
                .between("startup", startup, 1, 100_000)
                .between("warmup", warmup, 0, 100_000)
                .check();
    }

    @Override
    public Verdict judge(Trial trial, List<Trial> others, boolean maximise) {
        int evaluations = trial.curve().size();
        double[] averages = others.stream()
                .filter(other ->
                        other.state() == Trial.State.DONE && other.curve().size() >= evaluations)
                .mapToDouble(other -> other.curve().subList(0, evaluations).stream()
                        .mapToDouble(Trial.Measured::value)
                        .average()
                        .orElse(Double.NaN))
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        long done = others.stream()
                .filter(other -> other.state() == Trial.State.DONE)
                .count();
        if (done < startup || averages.length == 0 || evaluations <= warmup) {
            return Verdict.GO_ON;
        }
        double median = (averages[(averages.length - 1) / 2] + averages[averages.length / 2]) / 2;
        double best = trial.bestOf(evaluations, maximise);
        boolean worse = Double.isNaN(best) || (maximise ? best < median : best > median);
        return worse ? Verdict.STOP : Verdict.GO_ON;
    }
}
