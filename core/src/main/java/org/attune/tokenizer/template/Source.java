// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import org.attune.problem.Problem;

/**
 * The text of a template as Jinja reads it: line ends are \n, one at the very end is dropped.
 *
 * @param where the name of the template in messages
 */
record Source(String where, String text) {

    static Source of(String where, String text) {
        String normal = text.replace("\r\n", "\n").replace('\r', '\n');
        return new Source(where, normal.endsWith("\n") ? normal.substring(0, normal.length() - 1) : normal);
    }

    /** A failure at an offset, as a problem with line and column, counted from 1. */
    Problem problem(Failure failure, int at) {
        Failure.Kind kind = failure.kind();
        String before = text.substring(0, Math.min(at, text.length()));
        long line = before.chars().filter(c -> c == '\n').count() + 1;
        int column = CodePoints.length(before.substring(before.lastIndexOf('\n') + 1)) + 1;
        String message = String.valueOf(failure.getMessage());
        String found = kind == Failure.Kind.RAISED ? Problem.quote(message) : message;
        return new Problem(kind.code, where + ":" + line + ":" + column, found, kind.rule, kind.fix);
    }
}
