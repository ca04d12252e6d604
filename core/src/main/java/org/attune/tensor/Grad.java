// SPDX-License-Identifier: Apache-2.0
package org.attune.tensor;

import org.bytedeco.pytorch.AutoGradMode;

/**
 * Switches gradient recording off for this thread while it is open. Closing it on another thread would leave gradients off
 * there, silently, so that is refused.
 */
public final class Grad implements AutoCloseable {

    private final AutoGradMode mode;
    private final Thread owner;

    private Grad() {
        Engine.start();
        mode = new AutoGradMode(false);
        owner = Thread.currentThread();
    }

    public static Grad off() {
        return new Grad();
    }

    @Override
    public void close() {
        if (Thread.currentThread() != owner) {
            throw new IllegalStateException("opened on thread " + owner.getName() + ", closed on another");
        }
        mode.close();
    }
}
