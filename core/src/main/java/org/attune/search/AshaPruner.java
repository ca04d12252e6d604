// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.attune.config.Rules;

/**
 * Asynchronous successive halving (Li et al. 2020, algorithm 2): at rungs, after {@code first}, {@code first * factor}, ... evaluations, a
 * trial pauses unless it is in the best {@code 1 / factor} of all that came so far; a paused one goes on as soon as it is, before a new
 * one is begun. It goes on exactly where it was, because runs do.
 *
 * @param first evaluations up to the lowest rung
 * @param factor of evaluations from rung to rung
 */
public record AshaPruner(int first, int factor) implements Pruner {

    public AshaPruner {
        Rules.of("search.pruner")
                .between("first", first, 1, 100_000)
                .between("factor", factor, 2, 100)
                .check();
    }

    @Override
    public Verdict judge(Trial trial, List<Trial> others, boolean maximise) {
        int evaluations = trial.curve().size();
        if (!isRung(evaluations)) {
            return Verdict.GO_ON;
        }
        List<Trial> all = new ArrayList<>(others);
        all.add(trial);
        return best(all, evaluations, maximise).contains(trial) ? Verdict.GO_ON : Verdict.PAUSE;
    }

    @Override
    public Optional<Trial> revived(List<Trial> trials, boolean maximise) {
        return trials.stream()
                .filter(trial -> trial.state() == Trial.State.PAUSED)
                .sorted(Comparator.comparingInt((Trial trial) -> -trial.curve().size())
                        .thenComparingInt(Trial::number))
                .filter(trial -> best(trials, trial.curve().size(), maximise).contains(trial))
                .findFirst();
    }

    private boolean isRung(int evaluations) {
        long rung = first;
        while (rung < evaluations) {
            rung *= factor;
        }
        return rung == evaluations;
    }

    /** Of those that came to a rung the best share, by the best value up to it; the earlier one of equals. */
    private List<Trial> best(List<Trial> all, int rung, boolean maximise) {
        List<Trial> reached = all.stream()
                .filter(trial -> trial.curve().size() >= rung)
                .filter(trial -> Double.isFinite(trial.bestOf(rung, maximise)))
                .toList();
        Comparator<Trial> order = Comparator.comparingDouble(
                trial -> maximise ? -trial.bestOf(rung, maximise) : trial.bestOf(rung, maximise));
        return reached.stream()
                .sorted(order.thenComparingInt(Trial::number))
                .limit(reached.size() / factor)
                .toList();
    }
}
