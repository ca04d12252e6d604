// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.Optional;

/**
 * Proposes what to try next. What it proposes follows from the question alone: a sampler keeps nothing between two of them, so that a
 * study goes on after an interruption as if there had been none. A sampler of one's own is one class with this method.
 */
public interface Sampler {

    /** A point of the question's space; empty where there is nothing left to try. */
    Optional<Point> suggest(Question question);
}
