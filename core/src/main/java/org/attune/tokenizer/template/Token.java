// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

/**
 * A token of a template.
 *
 * @param text a name, an operator, the content of a string, the digits of a number or the text between tags
 * @param at offset in the source
 */
record Token(Kind kind, String text, int at) {

    /** Kinds of tokens. */
    enum Kind {
        DATA,
        PRINT_BEGIN,
        PRINT_END,
        TAG_BEGIN,
        TAG_END,
        NAME,
        STRING,
        INTEGER,
        FLOAT,
        OPERATOR,
        END
    }

    boolean is(Kind other) {
        return kind == other;
    }

    boolean isName(String name) {
        return kind == Kind.NAME && text.equals(name);
    }

    boolean isOperator(String operator) {
        return kind == Kind.OPERATOR && text.equals(operator);
    }

    String described() {
        return switch (kind) {
            case END -> "the end of the template";
            case PRINT_END -> "}}";
            case TAG_END -> "%}";
            default -> text;
        };
    }
}
