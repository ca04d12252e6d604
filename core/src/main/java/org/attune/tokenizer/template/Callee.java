// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

/** A value that can be called: a macro, a method bound to its value, a global function. */
@FunctionalInterface
interface Callee {

    Object call(Arguments arguments);
}
