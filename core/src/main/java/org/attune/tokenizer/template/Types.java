// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;

/** Truth and type names of values, as Python has them. */
final class Types {

    private Types() {}

    static boolean isTrue(Object value) {
        if (value instanceof Boolean truth) {
            return truth;
        }
        if (value instanceof BigInteger whole) {
            return whole.signum() != 0;
        }
        if (value instanceof Double number) {
            return number != 0;
        }
        if (value == None.NONE || value instanceof Undefined) {
            return false;
        }
        return !Sequences.hasLength(value) || Sequences.length(value) > 0;
    }

    static String name(Object value) {
        if (value == None.NONE) {
            return "NoneType";
        } else if (value instanceof String) {
            return "str";
        } else if (value instanceof Markup) {
            return "Markup";
        } else if (value instanceof Boolean) {
            return "bool";
        } else if (value instanceof BigInteger) {
            return "int";
        } else if (value instanceof Double) {
            return "float";
        } else if (value instanceof List) {
            return "list";
        } else if (value instanceof Map) {
            return "dict";
        } else if (value instanceof Tuple) {
            return "tuple";
        } else if (value instanceof View view) {
            return view.type();
        }
        return other(value);
    }

    private static String other(Object value) {
        if (value instanceof Range) {
            return "range";
        } else if (value instanceof Undefined) {
            return "Undefined";
        } else if (value instanceof Lazy) {
            return "generator";
        } else if (value instanceof Namespace) {
            return "Namespace";
        } else if (value instanceof Loop) {
            return "LoopContext";
        }
        return "function";
    }

    /** Messages of Python's Jinja name the type of an owner like this. */
    static String described(Object value) {
        return value == None.NONE ? "None" : name(value) + " object";
    }
}
