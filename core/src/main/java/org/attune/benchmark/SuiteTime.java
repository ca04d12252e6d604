// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.attune.launch.Forecast;
import org.attune.run.RunStatus;

/** How long the open cells of a suite will take, roughly: as their like did, or by how fast this machine multiplies. */
public final class SuiteTime {

    private SuiteTime() {}

    /** @param processes that run at once, sharing the machine's processors */
    public static double seconds(SuitePlan plan, int processes) {
        double sum = 0;
        double rate = plan.open().isEmpty() ? 1 : Forecast.rate();
        for (CellPlan cell : plan.open()) {
            OptionalDouble like = plan.cells().stream()
                    .filter(other -> other.done()
                            && other.cell().data().equals(cell.cell().data())
                            && other.cell().candidate().equals(cell.cell().candidate())
                            && other.cell().rows() == cell.cell().rows())
                    .flatMap(other -> took(other.cell()).stream())
                    .mapToDouble(Double::doubleValue)
                    .average();
            sum += like.orElse(cell.forecast().seconds(rate));
        }
        return sum / processes;
    }

    /** From the start of a cell's run to its end, interruptions included. */
    static Optional<Double> took(Cell cell) {
        return RunStatus.of(cell.run())
                .map(status ->
                        Duration.between(status.created(), status.updated()).toMillis() / 1e3);
    }
}
