// SPDX-License-Identifier: Apache-2.0
package org.attune.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;

/** The first inputs of a kind, as a test; more of them with {@code bench/fuzz}. */
public final class FirstInputs {

    private FirstInputs() {}

    /** Tries inputs 0 to {@code count - 1} of seed 0; some must be accepted and some refused, or the mutations test nothing. */
    public static void areDealtWith(FuzzKind kind, int count, Path folder) throws IOException {
        int accepted = 0;
        for (int i = 0; i < count; i++) {
            try {
                accepted += kind.accepts(kind.input(0, i), folder) ? 1 : 0;
            } catch (RuntimeException | Error e) {
                throw new AssertionError("repeat it by: bench/fuzz " + kind.name() + " --seed 0 --only " + i, e);
            }
        }
        assertThat(accepted).as("accepted of " + count).isBetween(Math.max(1, count / 100), count - 1);
    }
}
