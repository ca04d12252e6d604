// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.attune.tokenizer.template.Expression.Actual;
import org.attune.tokenizer.template.Expression.And;
import org.attune.tokenizer.template.Expression.Arithmetic;
import org.attune.tokenizer.template.Expression.Attribute;
import org.attune.tokenizer.template.Expression.Call;
import org.attune.tokenizer.template.Expression.Choice;
import org.attune.tokenizer.template.Expression.Comparison;
import org.attune.tokenizer.template.Expression.Concatenation;
import org.attune.tokenizer.template.Expression.Constant;
import org.attune.tokenizer.template.Expression.DictLiteral;
import org.attune.tokenizer.template.Expression.Filtered;
import org.attune.tokenizer.template.Expression.Item;
import org.attune.tokenizer.template.Expression.ListLiteral;
import org.attune.tokenizer.template.Expression.Name;
import org.attune.tokenizer.template.Expression.Named;
import org.attune.tokenizer.template.Expression.Not;
import org.attune.tokenizer.template.Expression.Operand;
import org.attune.tokenizer.template.Expression.Or;
import org.attune.tokenizer.template.Expression.Sign;
import org.attune.tokenizer.template.Expression.Slice;
import org.attune.tokenizer.template.Expression.Tested;
import org.attune.tokenizer.template.Expression.TupleLiteral;
import org.jspecify.annotations.Nullable;

/** Values of expressions. Remembers where it is, for the message of a failure. */
final class Evaluator {

    private final Budget budget;
    private int at;

    Evaluator(Budget budget) {
        this.budget = budget;
    }

    /** Offset of the expression that was begun last. */
    int at() {
        return at;
    }

    /** A failure that follows belongs to this place. */
    void at(int offset) {
        at = offset;
    }

    Object evaluate(Expression expression, Scope scope) {
        if (expression instanceof Constant constant) {
            return constant.value();
        }
        budget.enter();
        at = expression.at();
        try {
            Object value = logic(expression, scope);
            return value == null ? operation(expression, scope) : value;
        } finally {
            budget.leave();
        }
    }

    private @Nullable Object logic(Expression expression, Scope scope) {
        if (expression instanceof Name name) {
            return scope.get(name.name());
        } else if (expression instanceof Not not) {
            return !isTrue(not.operand(), scope);
        } else if (expression instanceof And and) {
            Object left = evaluate(and.left(), scope);
            return Types.isTrue(left) ? evaluate(and.right(), scope) : left;
        } else if (expression instanceof Or or) {
            Object left = evaluate(or.left(), scope);
            return Types.isTrue(left) ? left : evaluate(or.right(), scope);
        } else if (expression instanceof Choice choice) {
            return choose(choice, scope);
        } else if (expression instanceof Comparison comparison) {
            return compare(comparison, scope);
        } else if (expression instanceof ListLiteral list) {
            return all(list.items(), scope);
        } else if (expression instanceof TupleLiteral tuple) {
            return new Tuple(all(tuple.items(), scope));
        } else if (expression instanceof DictLiteral dict) {
            return dict(dict, scope);
        }
        return null;
    }

    private Object operation(Expression expression, Scope scope) {
        if (expression instanceof Attribute attribute) {
            Object owner = evaluate(attribute.owner(), scope);
            return Access.attribute(budget, owner, attribute.name());
        } else if (expression instanceof Item item) {
            return item(item, scope);
        } else if (expression instanceof Call call) {
            return call(call, Map.of(), scope);
        } else if (expression instanceof Filtered filtered) {
            return filter(filtered, null, scope);
        } else if (expression instanceof Tested tested) {
            Object value = evaluate(tested.operand(), scope);
            Arguments arguments = arguments(tested.arguments(), Map.of(), scope);
            at = tested.at();
            return tested.test().holds(budget, value, arguments);
        } else if (expression instanceof Arithmetic arithmetic) {
            Object left = evaluate(arithmetic.left(), scope);
            Object right = evaluate(arithmetic.right(), scope);
            at = arithmetic.at();
            return Operators.apply(budget, arithmetic.operator(), left, right);
        } else if (expression instanceof Sign sign) {
            return Operators.sign(sign.negative(), evaluate(sign.operand(), scope));
        } else if (expression instanceof Concatenation concatenation) {
            return concatenate(concatenation, scope);
        }
        throw Failure.unsupported("a slice among several indices");
    }

    boolean isTrue(Expression expression, Scope scope) {
        return Types.isTrue(evaluate(expression, scope));
    }

    private Object choose(Choice choice, Scope scope) {
        if (isTrue(choice.test(), scope)) {
            return evaluate(choice.then(), scope);
        }
        Expression otherwise = choice.otherwise();
        return otherwise != null
                ? evaluate(otherwise, scope)
                : new Undefined("the inline if-expression evaluated to false and no else section was defined.");
    }

    private Object compare(Comparison comparison, Scope scope) {
        Object left = evaluate(comparison.first(), scope);
        for (Operand operand : comparison.rest()) {
            Object right = evaluate(operand.value(), scope);
            at = comparison.at();
            if (!Comparisons.holds(budget, operand.operator(), left, right)) {
                return false;
            }
            left = right;
        }
        return true;
    }

    private List<Object> all(List<Expression> expressions, Scope scope) {
        budget.list(expressions.size());
        List<Object> values = new ArrayList<>(expressions.size());
        for (Expression expression : expressions) {
            values.add(evaluate(expression, scope));
        }
        return values;
    }

    private Object dict(DictLiteral literal, Scope scope) {
        Map<Object, Object> dict = new LinkedHashMap<>();
        for (Expression.Entry entry : literal.entries()) {
            budget.list(2);
            Object key = evaluate(entry.key(), scope);
            Dicts.put(budget, dict, key, evaluate(entry.value(), scope));
        }
        return dict;
    }

    private Object item(Item item, Scope scope) {
        Object owner = evaluate(item.owner(), scope);
        if (item.index() instanceof Slice slice) {
            Object from = edge(slice.from(), scope);
            Object to = edge(slice.to(), scope);
            return Slicing.slice(budget, owner, from, to, edge(slice.step(), scope));
        }
        Object index = evaluate(item.index(), scope);
        at = item.at();
        return Access.item(budget, owner, index);
    }

    private Object edge(@Nullable Expression expression, Scope scope) {
        return expression == null ? None.NONE : evaluate(expression, scope);
    }

    private Object concatenate(Concatenation concatenation, Scope scope) {
        StringBuilder all = new StringBuilder();
        for (Expression part : concatenation.parts()) {
            String text = Printing.text(budget, evaluate(part, scope));
            budget.text(text.length());
            budget.fits((long) all.length() + text.length());
            all.append(text);
        }
        return all.toString();
    }

    /** Calls with these named arguments besides. */
    Object call(Call call, Map<String, Object> extra, Scope scope) {
        Object callee = evaluate(call.callee(), scope);
        Arguments arguments = arguments(call.arguments(), extra, scope);
        at = call.at();
        if (callee instanceof Undefined undefined) {
            throw undefined.failure();
        } else if (callee instanceof Loop loop) {
            return loop.call(arguments);
        } else if (callee instanceof Callee function) {
            return function.call(arguments);
        }
        throw Failure.error("'" + Types.name(callee) + "' object is not callable");
    }

    /** The text takes the place of the operand that the first filter of a block has not. */
    Object filter(Filtered filtered, @Nullable String text, Scope scope) {
        Expression operand = filtered.operand();
        Object value;
        if (operand == null) {
            value = text == null ? None.NONE : text;
        } else if (text != null && operand instanceof Filtered inner) {
            budget.enter();
            value = filter(inner, text, scope);
            budget.leave();
        } else {
            value = evaluate(operand, scope);
        }
        Arguments arguments = arguments(filtered.arguments(), Map.of(), scope);
        at = filtered.at();
        return filtered.filter().apply(budget, value, arguments);
    }

    private Arguments arguments(Actual actual, Map<String, Object> extra, Scope scope) {
        if (actual.equals(Actual.NONE) && extra.isEmpty()) {
            return Arguments.NONE;
        }
        List<Object> positional = all(actual.positional(), scope);
        Map<String, Object> named = new LinkedHashMap<>();
        for (Named argument : actual.named()) {
            if (named.put(argument.name(), evaluate(argument.value(), scope)) != null) {
                throw Failure.error("keyword argument repeated: " + argument.name());
            }
        }
        if (actual.rest() != null) {
            positional.addAll(Sequences.list(budget, evaluate(actual.rest(), scope)));
        }
        if (actual.namedRest() != null) {
            if (!(evaluate(actual.namedRest(), scope) instanceof Map<?, ?> rest)) {
                throw Failure.error("argument after ** must be a mapping");
            }
            rest.forEach((name, value) -> {
                if (!(name instanceof String text) || named.containsKey(text)) {
                    throw Failure.error("keywords must be strings that are not given twice");
                }
                named.put(text, Objects.requireNonNull(value));
            });
        }
        named.putAll(extra);
        return new Arguments(positional, named);
    }
}
