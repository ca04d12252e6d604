// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

/** A key of a component and the rule for its value. Keys without a rule are left to the native reader. */
record Field(String name, Rule rule) {

    static Field need(String name, Rule rule) {
        return new Field(name, rule);
    }

    static Field may(String name, Rule rule) {
        return new Field(name, rule.orNone());
    }
}
