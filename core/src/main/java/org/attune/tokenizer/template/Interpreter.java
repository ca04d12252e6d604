// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.attune.tokenizer.template.Expression.Filtered;
import org.attune.tokenizer.template.Statement.AttributeTarget;
import org.attune.tokenizer.template.Statement.Branch;
import org.attune.tokenizer.template.Statement.NameTarget;
import org.attune.tokenizer.template.Statement.Target;
import org.attune.tokenizer.template.Statement.TupleTarget;
import org.jspecify.annotations.Nullable;

/** Executes statements. One rendering has one. */
final class Interpreter {

    /** How statements ended: as usual, or by break or continue. */
    enum Flow {
        NEXT,
        BREAK,
        CONTINUE
    }

    private final Budget budget;
    private final Output output;
    private final Evaluator evaluator;

    Interpreter(Budget budget, Output output) {
        this.budget = budget;
        this.output = output;
        this.evaluator = new Evaluator(budget);
    }

    Evaluator evaluator() {
        return evaluator;
    }

    Flow execute(List<Statement> statements, Scope scope) {
        budget.enter();
        try {
            Flow flow = Flow.NEXT;
            for (int i = 0; flow == Flow.NEXT && i < statements.size(); i++) {
                budget.spend(1);
                flow = execute(statements.get(i), scope);
            }
            return flow;
        } finally {
            budget.leave();
        }
    }

    private Flow execute(Statement statement, Scope scope) {
        if (statement instanceof Statement.Text text) {
            output.add(text.text());
        } else if (statement instanceof Statement.Print print) {
            output.add(Printing.text(budget, evaluator.evaluate(print.value(), scope)));
        } else if (statement instanceof Statement.If choice) {
            return choose(choice, scope);
        } else if (statement instanceof Statement.For loop) {
            Object items = evaluator.evaluate(loop.items(), scope);
            new ForLoop(this, loop, scope).run(items, 0);
        } else if (statement instanceof Statement.Assign set) {
            assign(set.target(), evaluator.evaluate(set.value(), scope), scope);
        } else if (statement instanceof Statement.Break) {
            return Flow.BREAK;
        } else if (statement instanceof Statement.Continue) {
            return Flow.CONTINUE;
        } else {
            return block(statement, scope);
        }
        return Flow.NEXT;
    }

    private Flow block(Statement statement, Scope scope) {
        if (statement instanceof Statement.SetBlock set) {
            return kept(set.body(), scope, text -> assign(set.target(), filtered(set.filter(), text, scope), scope));
        } else if (statement instanceof Statement.FilterBlock block) {
            return kept(
                    block.body(),
                    scope,
                    text -> output.add(Printing.text(budget, filtered(block.filter(), text, scope))));
        } else if (statement instanceof Statement.DefineMacro definition) {
            scope.set(definition.macro().name(), new Macro(definition.macro(), scope, this));
        } else if (statement instanceof Statement.CallBlock block) {
            Macro caller = new Macro(block.caller(), scope, this);
            output.add(Printing.text(budget, evaluator.call(block.call(), Map.of("caller", caller), scope)));
        } else if (statement instanceof Statement.With with) {
            return execute(with.body(), with(with, scope));
        } else if (statement instanceof Statement.Generation generation) {
            int start = output.length();
            execute(generation.body(), scope.inner());
            output.generated(start);
        }
        return Flow.NEXT;
    }

    private Flow choose(Statement.If choice, Scope scope) {
        for (Branch branch : choice.branches()) {
            if (evaluator.isTrue(branch.test(), scope)) {
                return execute(branch.body(), scope);
            }
        }
        return execute(choice.otherwise(), scope);
    }

    /** All values see the outer scope, not each other. */
    private Scope with(Statement.With with, Scope scope) {
        List<Object> values = new ArrayList<>();
        with.values().forEach(value -> values.add(evaluator.evaluate(value, scope)));
        Scope inner = scope.inner();
        for (int i = 0; i < values.size(); i++) {
            assign(with.targets().get(i), values.get(i), inner);
        }
        return inner;
    }

    /** Gives the text of a block away instead of writing it, unless a break or continue left the block. */
    private Flow kept(List<Statement> body, Scope scope, Consumer<String> use) {
        Flow[] flow = {Flow.NEXT};
        String text = output.capture(() -> flow[0] = execute(body, scope.inner()));
        if (flow[0] == Flow.NEXT) {
            use.accept(text);
        }
        return flow[0];
    }

    private Object filtered(@Nullable Filtered filter, String text, Scope scope) {
        return filter == null ? text : evaluator.filter(filter, text, scope);
    }

    /** What is written meanwhile, as a text. */
    String captured(Runnable writing) {
        return output.capture(writing);
    }

    void assign(Target target, Object value, Scope scope) {
        if (target instanceof NameTarget name) {
            scope.set(name.name(), value);
        } else if (target instanceof AttributeTarget attribute) {
            evaluator.at(attribute.at());
            if (!(scope.get(attribute.namespace()) instanceof Namespace namespace)) {
                throw Failure.error("cannot assign attribute on non-namespace object");
            }
            namespace.set(attribute.name(), value);
        } else if (target instanceof TupleTarget tuple) {
            evaluator.at(tuple.at());
            List<Object> values = Sequences.list(budget, value);
            if (values.size() != tuple.items().size()) {
                throw Failure.error("expected " + tuple.items().size() + " values to unpack, got " + values.size());
            }
            for (int i = 0; i < values.size(); i++) {
                assign(tuple.items().get(i), values.get(i), scope);
            }
        }
    }

    Budget budget() {
        return budget;
    }
}
