// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

/** What goes wrong inside; {@link ChatTemplate} makes a problem of it that says where. Has no stack trace: it is foreseen. */
final class Failure extends RuntimeException {

    private static final long serialVersionUID = 1;

    /** Kinds of failures, with the rule that was broken and the way out. */
    enum Kind {
        SYNTAX("template.syntax", "templates are Jinja as transformers reads it", "correct the template"),
        UNSUPPORTED(
                "template.unsupported",
                "what cannot be rendered exactly as Python does is refused",
                "rewrite this part of the template"),
        RAISED(
                "template.raised",
                "the template itself refuses these messages by raise_exception",
                "change the messages, or take another template"),
        ERROR("template.error", "an operation fits the values it gets", "correct the template or the variables"),
        FORBIDDEN(
                "template.forbidden",
                "a template changes no value and sees no inner part of one",
                "rewrite this part of the template"),
        LIMIT(
                "template.limit",
                "depth, work and sizes of a template are bounded",
                "make the template or its input smaller");

        final String code;
        final String rule;
        final String fix;

        Kind(String code, String rule, String fix) {
            this.code = code;
            this.rule = rule;
            this.fix = fix;
        }
    }

    private final Kind kind;

    Failure(Kind kind, String message) {
        super(message, null, false, false);
        this.kind = kind;
    }

    static Failure error(String message) {
        return new Failure(Kind.ERROR, message);
    }

    static Failure unsupported(String message) {
        return new Failure(Kind.UNSUPPORTED, message);
    }

    static Failure limit(String message) {
        return new Failure(Kind.LIMIT, message);
    }

    Kind kind() {
        return kind;
    }
}
