// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

/** A test: what stands behind {@code is}. */
record ValueTest(Signature signature, Body body) {

    /** Whether it holds of a value. */
    @FunctionalInterface
    interface Body {
        boolean holds(Budget budget, Object value, Bound arguments);
    }

    boolean holds(Budget budget, Object value, Arguments arguments) {
        return body.holds(budget, value, signature.bind(arguments));
    }
}
