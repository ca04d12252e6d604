// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

/** What a suite tells while its cells run, on the thread that runs the suite. */
public interface SuiteEvents {

    default void started(Cell cell, int number, int of) {}

    /** @param message empty where it succeeded */
    default void ended(Cell cell, double seconds, String message) {}
}
