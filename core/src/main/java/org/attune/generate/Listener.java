// SPDX-License-Identifier: Apache-2.0
package org.attune.generate;

/** Hears of tokens as they come. Called on the thread that generates. */
public interface Listener {

    Listener NONE = (row, token, text) -> {};

    /**
     * A token was chosen.
     *
     * @param row the prompt's id
     * @param text that is settled now and was not before; often empty; all of a row's together are its text
     */
    void token(long row, int token, String text);

    /** Asked before each step; true ends all rows. */
    default boolean cancelled() {
        return false;
    }
}
