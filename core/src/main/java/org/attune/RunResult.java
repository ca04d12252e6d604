// SPDX-License-Identifier: Apache-2.0
package org.attune;

import java.nio.file.Path;
import org.attune.eval.EvaluationReport;
import org.attune.run.RunState;
import org.jspecify.annotations.Nullable;

/**
 * How a run ended.
 *
 * @param state as in {@code state.json}
 * @param evaluation null unless it succeeded, and for a process that helped another one, which writes it
 */
public record RunResult(
        RunState state, Path directory, @Nullable EvaluationReport evaluation) {

    /** The saved model of a run that succeeded. */
    public Path model() {
        return directory.resolve("model");
    }

    /** Whether every success criterion of the recipe holds. */
    public boolean meetsRequirements() {
        return evaluation != null && evaluation.require().stream().allMatch(org.attune.eval.Require.Row::passed);
    }
}
