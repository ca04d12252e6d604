// SPDX-License-Identifier: Apache-2.0
package org.attune.auto;

import java.util.List;
import org.attune.search.Trial;

/**
 * Whether one more trial fits. It counts what trials took, as the study keeps it, and not a clock, so that a search that was interrupted
 * has the minutes left that it had.
 *
 * @param seconds in all
 * @param spent on everything before the first trial
 * @param finalSeeds runs that are still to come when the trials are done
 */
public record AutoBudget(double seconds, double spent, int finalSeeds) {

    /** At least one trial, however long it takes; then as many as fit beside the final runs, each as long as the mean so far. */
    public boolean allows(List<Trial> trials) {
        double used = trials.stream().mapToDouble(Trial::seconds).sum();
        double each = trials.stream()
                .filter(trial -> trial.state() == Trial.State.DONE)
                .mapToDouble(Trial::seconds)
                .average()
                .orElse(0);
        return trials.isEmpty() || spent + used + each * (1 + finalSeeds) <= seconds;
    }
}
