// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

/** What scripts may rely on. */
final class ExitCode {

    static final int DONE = 0;

    /** The work failed, or a success criterion does not hold. */
    static final int WORK = 1;

    /** The input was wrong; nothing was started or changed. */
    static final int INPUT = 2;

    static final int INTERRUPTED = 130;
    static final int TERMINATED = 143;

    private ExitCode() {}
}
