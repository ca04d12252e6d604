// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.attune.tokenizer.template.Expression.Actual;
import org.attune.tokenizer.template.Expression.Named;

/** The arguments of calls, filters and tests. */
final class ArgumentParser {

    private static final Set<String> BEHIND_A_TEST = Set.of("else", "or", "and");

    private final Tokens tokens;
    private final ExpressionParser expressions;

    ArgumentParser(Tokens tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    /** Arguments in parentheses, or none. */
    Actual optional() {
        return tokens.current().isOperator("(") ? actual() : Actual.NONE;
    }

    /** A test may have one argument without parentheses: {@code x is divisibleby 3}. */
    Actual ofTest() {
        Token token = tokens.current();
        if (token.isName("is")) {
            throw SyntaxFailure.syntax(token.at(), "tests cannot be chained by is");
        }
        boolean argument = switch (token.kind()) {
            case STRING, INTEGER, FLOAT -> true;
            case NAME -> !BEHIND_A_TEST.contains(token.text());
            case OPERATOR -> token.text().equals("[") || token.text().equals("{");
            default -> false;
        };
        if (!argument) {
            return optional();
        }
        OperandParser operands = expressions.operands();
        return new Actual(List.of(operands.postfix(operands.primary())), List.of(), null, null);
    }

    Actual actual() {
        int at = tokens.expectOperator("(").at();
        List<Expression> positional = new ArrayList<>();
        List<Named> named = new ArrayList<>();
        Expression rest = null;
        Expression namedRest = null;
        boolean first = true;
        while (!tokens.current().isOperator(")")) {
            if (!first) {
                tokens.expectOperator(",");
                if (tokens.current().isOperator(")")) {
                    break;
                }
            }
            first = false;
            if (tokens.skipOperator("*")) {
                ordered(at, rest == null && namedRest == null);
                rest = expressions.expression();
            } else if (tokens.skipOperator("**")) {
                ordered(at, namedRest == null);
                namedRest = expressions.expression();
            } else if (tokens.current().is(Token.Kind.NAME) && tokens.ahead().isOperator("=")) {
                ordered(at, namedRest == null);
                String name = tokens.take().text();
                tokens.take();
                named.add(new Named(name, expressions.expression()));
            } else {
                ordered(at, rest == null && namedRest == null && named.isEmpty());
                positional.add(expressions.expression());
            }
        }
        tokens.take();
        return new Actual(positional, named, rest, namedRest);
    }

    private static void ordered(int at, boolean holds) {
        if (!holds) {
            throw SyntaxFailure.syntax(at, "arguments stand in the order: positional, named, *, **");
        }
    }
}
