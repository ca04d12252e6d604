// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import org.attune.app.terminal.Console;
import org.attune.app.terminal.Quantity;
import org.attune.tensor.Memory;

/** How many runs memory allows at once. */
final class AtOnce {

    private AtOnce() {}

    /**
     * As many as were asked for, or fewer, and then it says so.
     *
     * @param memory that one takes, in bytes
     * @param runs what they are called: {@code cells}
     */
    static int fitting(Console console, int asked, long memory, String runs) {
        long available = Memory.availableBytes();
        long fitting = available <= 0 ? asked : available / Math.max(1, memory);
        int atOnce = (int) Math.max(1, Math.min(asked, fitting));
        if (atOnce < asked) {
            console.say("attune: " + atOnce + " instead of " + asked + " " + runs + " at once: each takes up to "
                    + Quantity.bytes(memory));
        }
        return atOnce;
    }
}
