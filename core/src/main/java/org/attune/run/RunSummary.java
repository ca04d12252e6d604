// SPDX-License-Identifier: Apache-2.0
package org.attune.run;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A run as lists show it; what is not known (yet) is empty.
 *
 * @param state empty where {@code state.json} is missing or damaged
 * @param metric the name of the metric that {@code value} is of, on the test set or else on the validation set
 * @param updated when the state last changed
 * @param damage what cannot be read, empty for a sound run
 */
public record RunSummary(
        String name,
        Path folder,
        Optional<RunState> state,
        String task,
        String model,
        String method,
        String metric,
        OptionalDouble value,
        Optional<Instant> updated,
        String damage) {}
