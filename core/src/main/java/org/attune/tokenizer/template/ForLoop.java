// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.Iterator;
import org.attune.tokenizer.template.Interpreter.Flow;
import org.jspecify.annotations.Nullable;

/** A for statement in its scope. A recursive one runs again for inner elements. */
final class ForLoop {

    private static final Signature RECURSION = Signature.of("loop", "iterable");

    /** A pass has a scope of its own. */
    private static final int COST_OF_A_PASS = 10;

    private final Interpreter interpreter;
    private final Statement.For loop;
    private final Scope outer;

    ForLoop(Interpreter interpreter, Statement.For loop, Scope outer) {
        this.interpreter = interpreter;
        this.loop = loop;
        this.outer = outer;
    }

    void run(Object items, int depth) {
        Object chosen = chosen(items);
        Loop state = new Loop(interpreter.budget(), chosen, recursion(depth), depth);
        boolean passed = false;
        Object item = state.advance();
        while (item != null) {
            interpreter.budget().spend(COST_OF_A_PASS);
            Scope scope = outer.inner();
            scope.set("loop", state);
            interpreter.assign(loop.target(), item, scope);
            Flow flow = interpreter.execute(loop.bodies().body(), scope);
            if (flow == Flow.BREAK) {
                break;
            }
            // As Jinja does it: passes that all ended by continue count as none, and the else runs
            passed |= flow == Flow.NEXT;
            item = state.advance();
        }
        if (!passed) {
            interpreter.execute(loop.bodies().otherwise(), outer.inner());
        }
    }

    private @Nullable Callee recursion(int depth) {
        return !loop.recursive()
                ? null
                : given -> {
                    Object items = RECURSION.bind(given).get(0);
                    return interpreter.captured(() -> run(items, depth + 1));
                };
    }

    /** The elements that fulfil the condition, found while the loop runs. */
    private Object chosen(Object items) {
        Expression condition = loop.condition();
        if (condition == null) {
            return items;
        }
        Iterator<Object> all = Sequences.iterator(interpreter.budget(), items);
        return new Lazy(interpreter.budget(), () -> {
            while (all.hasNext()) {
                Object item = all.next();
                Scope scope = outer.inner();
                interpreter.assign(loop.target(), item, scope);
                if (interpreter.evaluator().isTrue(condition, scope)) {
                    return item;
                }
            }
            return null;
        });
    }
}
