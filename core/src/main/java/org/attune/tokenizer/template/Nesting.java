// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.ArrayDeque;
import java.util.Deque;

/** Which loops and blocks the parser is in: break and continue need a loop, a generation block a place in the output. */
final class Nesting {

    /** A loop, a block whose text is kept back, or one that Jinja compiles to a function of its own. */
    enum Kind {
        LOOP,
        RECURSIVE_LOOP,
        BUFFER,
        FUNCTION
    }

    private final Deque<Kind> open = new ArrayDeque<>();

    void open(Kind kind) {
        open.push(kind);
    }

    void close() {
        open.pop();
    }

    void checkLoop(Token tag) {
        for (Kind kind : open) {
            if (kind == Kind.LOOP || kind == Kind.RECURSIVE_LOOP) {
                return;
            }
            if (kind == Kind.FUNCTION) {
                break;
            }
        }
        throw SyntaxFailure.syntax(tag.at(), "'" + tag.text() + "' outside of a loop");
    }

    void checkGeneration(Token tag) {
        if (open.stream().anyMatch(kind -> kind != Kind.LOOP)) {
            throw SyntaxFailure.unsupported(
                    tag.at(),
                    "a generation block inside a macro or another block whose text is kept back:"
                            + " where it ends up in the output is not known");
        }
    }
}
