// SPDX-License-Identifier: Apache-2.0
package org.attune.run;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Where a run is in its life. On disk a killed run still says RUNNING; readers see INTERRUPTED. */
public enum RunState {
    PENDING,
    RUNNING,
    INTERRUPTED,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /** As it stands in {@code state.json}. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<RunState> of(String word) {
        return Stream.of(values()).filter(state -> state.word().equals(word)).findFirst();
    }
}
