// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.store;

import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** Where a job is in its life, by OpenAI's words. */
public enum JobStatus {
    VALIDATING_FILES,
    QUEUED,
    RUNNING,
    PAUSED,
    SUCCEEDED,
    FAILED,
    CANCELLED;

    /** From which it can still get on. */
    public static final Set<JobStatus> OPEN = Set.copyOf(EnumSet.of(VALIDATING_FILES, QUEUED, RUNNING, PAUSED));

    public boolean isOpen() {
        return OPEN.contains(this);
    }

    /** As the API writes it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static JobStatus of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
