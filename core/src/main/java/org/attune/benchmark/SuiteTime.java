// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalDouble;
import org.attune.run.RunStatus;
import org.attune.tensor.Scope;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/** How long the open cells of a suite will take, roughly: as their like did, or by how fast this machine multiplies. */
public final class SuiteTime {

    /** The start of a process, reading, loading, writing. */
    private static final double FIXED = 6;

    /** Of the rate of a bare product, what a whole step of a small model reaches. */
    private static final double REACHED = 0.4;

    private static final int SIDE = 512;
    private static final int PRODUCTS = 20;

    private SuiteTime() {}

    /** @param processes that run at once, sharing the machine's processors */
    public static double seconds(SuitePlan plan, int processes) {
        double sum = 0;
        double rate = plan.open().isEmpty() ? 1 : rate();
        for (CellPlan cell : plan.open()) {
            OptionalDouble like = plan.cells().stream()
                    .filter(other -> other.done()
                            && other.cell().data().equals(cell.cell().data())
                            && other.cell().candidate().equals(cell.cell().candidate()))
                    .flatMap(other -> took(other.cell()).stream())
                    .mapToDouble(Double::doubleValue)
                    .average();
            sum += like.orElse(FIXED + cell.flops() / (rate * REACHED));
        }
        return sum / processes;
    }

    /** From the start of a cell's run to its end, interruptions included. */
    static Optional<Double> took(Cell cell) {
        return RunStatus.of(cell.run())
                .map(status ->
                        Duration.between(status.created(), status.updated()).toMillis() / 1e3);
    }

    /** Operations a second of a product of matrices, the best of a few. */
    private static double rate() {
        double best = 0;
        try (Scope scope = Scope.open()) {
            Tensor one = torch.ones(SIDE, SIDE);
            for (int i = 0; i < PRODUCTS; i++) {
                long begin = System.nanoTime();
                try (Scope product = Scope.open()) {
                    torch.matmul(one, one);
                }
                best = Math.max(best, 2.0 * SIDE * SIDE * SIDE / ((System.nanoTime() - begin) / 1e9));
            }
        }
        return best;
    }
}
