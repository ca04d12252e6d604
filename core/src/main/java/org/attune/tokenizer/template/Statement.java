// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.List;
import java.util.Set;
import org.attune.tokenizer.template.Expression.Filtered;
import org.jspecify.annotations.Nullable;

/** The tree of a template's statements. */
sealed interface Statement {

    record Text(String text) implements Statement {}

    record Print(Expression value) implements Statement {}

    record If(List<Branch> branches, List<Statement> otherwise) implements Statement {}

    record For(Target target, Expression items, @Nullable Expression condition, Bodies bodies, boolean recursive)
            implements Statement {}

    record Assign(Target target, Expression value) implements Statement {}

    /** {@code {% set x %}...{% endset %}}. */
    record SetBlock(Target target, @Nullable Filtered filter, List<Statement> body) implements Statement {}

    record DefineMacro(MacroBody macro) implements Statement {}

    record CallBlock(Expression.Call call, MacroBody caller) implements Statement {}

    record FilterBlock(Filtered filter, List<Statement> body) implements Statement {}

    record With(List<Target> targets, List<Expression> values, List<Statement> body) implements Statement {}

    /** {@code {% generation %}}: what the model itself writes. */
    record Generation(List<Statement> body) implements Statement {}

    record Break() implements Statement {}

    record Continue() implements Statement {}

    /** One condition of an if and what it guards. */
    record Branch(Expression test, List<Statement> body) {}

    /** The body of a loop, and what stands behind its else. */
    record Bodies(List<Statement> body, List<Statement> otherwise) {}

    /** A macro as written; {@code uses} holds those of caller, varargs and kwargs that its body mentions. */
    record MacroBody(String name, List<Parameter> parameters, List<Statement> body, Set<String> uses) {}

    /** A parameter of a macro. */
    record Parameter(String name, @Nullable Expression otherwise) {}

    /** What a value is given to. */
    sealed interface Target {}

    record NameTarget(String name) implements Target {}

    record AttributeTarget(int at, String namespace, String name) implements Target {}

    record TupleTarget(int at, List<Target> items) implements Target {}
}
