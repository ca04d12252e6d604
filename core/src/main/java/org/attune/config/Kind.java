// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.Optional;

/**
 * How a value of a recipe is read and written. Kinds with more than one form (a string or a list) write one of them,
 * so that recipes that mean the same resolve to the same.
 *
 * @param <T> what the value is in Java
 */
public interface Kind<T> {

    /** The rule in words: {@code a whole number}. */
    String expected();

    /** Empty where the node is of another kind. */
    Optional<T> read(Node node);

    /** What {@link Node#of} takes and {@link #read} reads back as the same value. */
    Object write(T value);

    /** What to do about a node that is not of this kind. */
    default String fix(Node found) {
        return "write " + expected();
    }
}
