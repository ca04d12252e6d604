// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.List;

/** What a search tells while its runs are at work, on the thread that runs it. */
public interface SearchEvents {

    default void started(Trial trial) {}

    /**
     * Whether one more trial is wanted, beside what the settings say.
     *
     * @param trials that there are
     */
    default boolean another(List<Trial> trials) {
        return true;
    }

    default void ended(Trial trial) {}

    /** The best configuration once more, with one of its seeds. */
    default void finalStarted(Trial winner, long seed) {}
}
