// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.attune.tokenizer.template.Expression.And;
import org.attune.tokenizer.template.Expression.Arithmetic;
import org.attune.tokenizer.template.Expression.Choice;
import org.attune.tokenizer.template.Expression.Comparison;
import org.attune.tokenizer.template.Expression.Concatenation;
import org.attune.tokenizer.template.Expression.Not;
import org.attune.tokenizer.template.Expression.Operand;
import org.attune.tokenizer.template.Expression.Or;
import org.attune.tokenizer.template.Expression.Sign;
import org.attune.tokenizer.template.Expression.TupleLiteral;

/** Expressions by precedence: {@code x if y}, or, and, not, comparisons, + -, ~, * / // %, **, signs; filters bind to signs. */
final class ExpressionParser {

    private static final Set<String> COMPARING = Set.of("==", "!=", "<", "<=", ">", ">=");

    private final Tokens tokens;
    private final OperandParser operands;

    ExpressionParser(Tokens tokens) {
        this.tokens = tokens;
        this.operands = new OperandParser(tokens, this);
    }

    OperandParser operands() {
        return operands;
    }

    Expression expression() {
        tokens.enter();
        Expression value = or();
        while (tokens.skipName("if")) {
            Expression test = or();
            Expression otherwise = tokens.skipName("else") ? expression() : null;
            value = new Choice(value.at(), test, value, otherwise);
        }
        tokens.leave();
        return value;
    }

    /** An expression or, where commas stand, a tuple without parentheses; ends before a name of {@code ends}. */
    Expression tuple(boolean withChoice, String ends) {
        int at = tokens.current().at();
        List<Expression> items = new ArrayList<>();
        boolean comma = false;
        while (!endsTuple(ends)) {
            items.add(withChoice ? expression() : or());
            comma = tokens.current().isOperator(",");
            if (!comma) {
                break;
            }
            tokens.take();
        }
        if (items.isEmpty()) {
            throw SyntaxFailure.syntax(
                    at, "expected an expression, found '" + tokens.current().described() + "'");
        }
        return items.size() == 1 && !comma ? items.get(0) : new TupleLiteral(at, items);
    }

    private boolean endsTuple(String ends) {
        Token current = tokens.current();
        return current.is(Token.Kind.PRINT_END)
                || current.is(Token.Kind.TAG_END)
                || current.isOperator(")")
                || current.isName(ends);
    }

    Expression or() {
        Expression left = and();
        while (tokens.skipName("or")) {
            left = new Or(left.at(), left, and());
        }
        return left;
    }

    private Expression and() {
        Expression left = not();
        while (tokens.skipName("and")) {
            left = new And(left.at(), left, not());
        }
        return left;
    }

    private Expression not() {
        if (!tokens.current().isName("not")) {
            return comparison();
        }
        int at = tokens.take().at();
        tokens.enter();
        Expression operand = not();
        tokens.leave();
        return new Not(at, operand);
    }

    private Expression comparison() {
        Expression first = sum();
        List<Operand> rest = new ArrayList<>();
        while (true) {
            Token token = tokens.current();
            if (token.is(Token.Kind.OPERATOR) && COMPARING.contains(token.text())) {
                tokens.take();
                rest.add(new Operand(token.text(), sum()));
            } else if (tokens.skipName("in")) {
                rest.add(new Operand("in", sum()));
            } else if (token.isName("not") && tokens.ahead().isName("in")) {
                tokens.take();
                tokens.take();
                rest.add(new Operand("not in", sum()));
            } else {
                return rest.isEmpty() ? first : new Comparison(first.at(), first, rest);
            }
        }
    }

    private Expression sum() {
        Expression left = concatenation();
        while (tokens.current().isOperator("+") || tokens.current().isOperator("-")) {
            Token operator = tokens.take();
            left = new Arithmetic(operator.at(), operator.text(), left, concatenation());
        }
        return left;
    }

    private Expression concatenation() {
        Expression first = product();
        if (!tokens.current().isOperator("~")) {
            return first;
        }
        List<Expression> parts = new ArrayList<>(List.of(first));
        while (tokens.skipOperator("~")) {
            parts.add(product());
        }
        return new Concatenation(first.at(), parts);
    }

    private Expression product() {
        Expression left = power();
        while (tokens.current().is(Token.Kind.OPERATOR)
                && Set.of("*", "/", "//", "%").contains(tokens.current().text())) {
            Token operator = tokens.take();
            left = new Arithmetic(operator.at(), operator.text(), left, power());
        }
        return left;
    }

    private Expression power() {
        Expression left = signed(true);
        while (tokens.current().isOperator("**")) {
            Token operator = tokens.take();
            left = new Arithmetic(operator.at(), operator.text(), left, signed(true));
        }
        return left;
    }

    private Expression signed(boolean withFilters) {
        Token token = tokens.current();
        Expression value;
        if (token.isOperator("-") || token.isOperator("+")) {
            tokens.take();
            tokens.enter();
            value = new Sign(token.at(), token.isOperator("-"), signed(false));
            tokens.leave();
        } else {
            value = operands.primary();
        }
        value = operands.postfix(value);
        return withFilters ? operands.filters(value) : value;
    }
}
