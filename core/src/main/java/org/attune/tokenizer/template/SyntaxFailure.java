// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

/** A failure at a known place of the source. */
final class SyntaxFailure extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final Failure failure;
    private final int at;

    SyntaxFailure(Failure failure, int at) {
        super(failure.getMessage(), null, false, false);
        this.failure = failure;
        this.at = at;
    }

    static SyntaxFailure syntax(int at, String message) {
        return new SyntaxFailure(new Failure(Failure.Kind.SYNTAX, message), at);
    }

    static SyntaxFailure unsupported(int at, String message) {
        return new SyntaxFailure(Failure.unsupported(message), at);
    }

    Failure failure() {
        return failure;
    }

    /** Offset in the source. */
    int at() {
        return at;
    }
}
