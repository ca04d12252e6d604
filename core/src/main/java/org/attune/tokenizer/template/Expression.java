// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The tree of an expression. {@code at} is the offset in the source. */
sealed interface Expression {

    int at();

    record Constant(int at, Object value) implements Expression {}

    record Name(int at, String name) implements Expression {}

    record ListLiteral(int at, List<Expression> items) implements Expression {}

    record TupleLiteral(int at, List<Expression> items) implements Expression {}

    record DictLiteral(int at, List<Entry> entries) implements Expression {}

    record Not(int at, Expression operand) implements Expression {}

    record And(int at, Expression left, Expression right) implements Expression {}

    record Or(int at, Expression left, Expression right) implements Expression {}

    /** {@code +x} or {@code -x}. */
    record Sign(int at, boolean negative, Expression operand) implements Expression {}

    record Arithmetic(int at, String operator, Expression left, Expression right) implements Expression {}

    /** {@code a ~ b ~ c}. */
    record Concatenation(int at, List<Expression> parts) implements Expression {}

    /** {@code a < b <= c}: each operand is evaluated once, up to the first that does not hold. */
    record Comparison(int at, Expression first, List<Operand> rest) implements Expression {}

    /** {@code then if test else otherwise}. */
    record Choice(
            int at,
            Expression test,
            Expression then,
            @Nullable Expression otherwise) implements Expression {}

    record Attribute(int at, Expression owner, String name) implements Expression {}

    record Item(int at, Expression owner, Expression index) implements Expression {}

    record Slice(
            int at,
            @Nullable Expression from,
            @Nullable Expression to,
            @Nullable Expression step) implements Expression {}

    record Call(int at, Expression callee, Actual arguments) implements Expression {}

    /** A filter; without an operand in {@code {% filter %}} and {@code {% set x | f %}}, where it takes the block's text. */
    record Filtered(int at, @Nullable Expression operand, Filter filter, Actual arguments) implements Expression {}

    record Tested(int at, Expression operand, ValueTest test, Actual arguments) implements Expression {}

    /** One step of a comparison. */
    record Operand(String operator, Expression value) {}

    /** One entry of a dict. */
    record Entry(Expression key, Expression value) {}

    /** A named argument. */
    record Named(String name, Expression value) {}

    /** Arguments as written; {@code rest} stands behind *, {@code namedRest} behind **. */
    record Actual(
            List<Expression> positional,
            List<Named> named,
            @Nullable Expression rest,
            @Nullable Expression namedRest) {

        static final Actual NONE = new Actual(List.of(), List.of(), null, null);
    }
}
