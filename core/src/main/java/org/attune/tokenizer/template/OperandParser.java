// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.ArrayList;
import java.util.List;
import org.attune.problem.Similar;
import org.attune.tokenizer.template.Expression.Attribute;
import org.attune.tokenizer.template.Expression.Call;
import org.attune.tokenizer.template.Expression.Constant;
import org.attune.tokenizer.template.Expression.DictLiteral;
import org.attune.tokenizer.template.Expression.Entry;
import org.attune.tokenizer.template.Expression.Filtered;
import org.attune.tokenizer.template.Expression.Item;
import org.attune.tokenizer.template.Expression.ListLiteral;
import org.attune.tokenizer.template.Expression.Name;
import org.attune.tokenizer.template.Expression.Not;
import org.attune.tokenizer.template.Expression.Slice;
import org.attune.tokenizer.template.Expression.Tested;
import org.attune.tokenizer.template.Expression.TupleLiteral;
import org.jspecify.annotations.Nullable;

/** Literals, names, and what stands behind them: attributes, indices, calls, filters, tests. */
final class OperandParser {

    private final Tokens tokens;
    private final ExpressionParser expressions;
    private final ArgumentParser arguments;

    OperandParser(Tokens tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
        this.arguments = new ArgumentParser(tokens, expressions);
    }

    Expression primary() {
        Token token = tokens.take();
        return switch (token.kind()) {
            case NAME -> named(token);
            case STRING -> strings(token);
            case INTEGER -> new Constant(token.at(), Numbers.parse(token));
            case FLOAT -> new Constant(token.at(), Double.valueOf(token.text()));
            case OPERATOR -> bracketed(token);
            default -> throw unexpected(token);
        };
    }

    private Expression named(Token token) {
        return switch (token.text()) {
            case "true", "True" -> new Constant(token.at(), true);
            case "false", "False" -> new Constant(token.at(), false);
            case "none", "None" -> new Constant(token.at(), None.NONE);
            default -> {
                Unsupported.checkName(token);
                tokens.mention(token.text());
                yield new Name(token.at(), token.text());
            }
        };
    }

    /** Strings in a row are one. */
    private Expression strings(Token first) {
        StringBuilder all = new StringBuilder(first.text());
        while (tokens.current().is(Token.Kind.STRING)) {
            all.append(tokens.take().text());
        }
        return new Constant(first.at(), all.toString());
    }

    private Expression bracketed(Token token) {
        return switch (token.text()) {
            case "(" -> {
                Expression inner = tokens.current().isOperator(")")
                        ? new TupleLiteral(token.at(), List.of())
                        : expressions.tuple(true, "");
                tokens.expectOperator(")");
                yield inner;
            }
            case "[" -> new ListLiteral(token.at(), list());
            case "{" -> new DictLiteral(token.at(), entries());
            default -> throw unexpected(token);
        };
    }

    private static SyntaxFailure unexpected(Token token) {
        return SyntaxFailure.syntax(token.at(), "expected an expression, found '" + token.described() + "'");
    }

    private List<Expression> list() {
        List<Expression> items = new ArrayList<>();
        while (!tokens.skipOperator("]")) {
            if (!items.isEmpty()) {
                tokens.expectOperator(",");
                if (tokens.skipOperator("]")) {
                    break;
                }
            }
            items.add(expressions.expression());
        }
        return items;
    }

    private List<Entry> entries() {
        List<Entry> entries = new ArrayList<>();
        while (!tokens.skipOperator("}")) {
            if (!entries.isEmpty()) {
                tokens.expectOperator(",");
                if (tokens.skipOperator("}")) {
                    break;
                }
            }
            Expression key = expressions.expression();
            tokens.expectOperator(":");
            entries.add(new Entry(key, expressions.expression()));
        }
        return entries;
    }

    /** Attributes, indices and calls. */
    Expression postfix(Expression value) {
        Expression whole = value;
        while (true) {
            Token token = tokens.current();
            if (token.isOperator(".")) {
                whole = attribute(whole);
            } else if (token.isOperator("[")) {
                tokens.take();
                whole = new Item(token.at(), whole, index(token.at()));
            } else if (token.isOperator("(")) {
                Unsupported.checkCall(whole);
                whole = new Call(token.at(), whole, arguments.actual());
            } else {
                return whole;
            }
        }
    }

    private Expression attribute(Expression owner) {
        int at = tokens.take().at();
        Token name = tokens.take();
        if (name.is(Token.Kind.INTEGER)) {
            return new Item(at, owner, new Constant(name.at(), Numbers.parse(name)));
        }
        if (!name.is(Token.Kind.NAME)) {
            throw SyntaxFailure.syntax(name.at(), "expected a name or number, found '" + name.described() + "'");
        }
        return new Attribute(at, owner, name.text());
    }

    private Expression index(int at) {
        List<Expression> parts = new ArrayList<>();
        while (!tokens.skipOperator("]")) {
            if (!parts.isEmpty()) {
                tokens.expectOperator(",");
            }
            parts.add(subscript());
        }
        return parts.size() == 1 ? parts.get(0) : new TupleLiteral(at, parts);
    }

    private Expression subscript() {
        int at = tokens.current().at();
        Expression from = tokens.current().isOperator(":") ? null : expressions.expression();
        if (from != null && !tokens.current().isOperator(":")) {
            return from;
        }
        tokens.take();
        Expression to = slicePart();
        return new Slice(at, from, to, tokens.skipOperator(":") ? slicePart() : null);
    }

    private @Nullable Expression slicePart() {
        Token token = tokens.current();
        boolean absent = token.isOperator(":") || token.isOperator("]") || token.isOperator(",");
        return absent ? null : expressions.expression();
    }

    /** Filters, tests and calls of their results. */
    Expression filters(Expression value) {
        Expression whole = value;
        while (true) {
            Token token = tokens.current();
            if (token.isOperator("|")) {
                tokens.take();
                whole = filter(whole);
            } else if (token.isName("is")) {
                whole = test(whole);
            } else if (token.isOperator("(")) {
                whole = new Call(token.at(), whole, arguments.actual());
            } else {
                return whole;
            }
        }
    }

    /** The filter whose name is the current token. */
    Filtered filter(@Nullable Expression operand) {
        Token name = tokens.expect(Token.Kind.NAME, "the name of a filter");
        Filter filter = Filters.ALL.get(name.text());
        if (filter == null) {
            throw Filters.isKnown(name.text())
                    ? SyntaxFailure.unsupported(name.at(), "the filter '" + name.text() + "'")
                    : SyntaxFailure.syntax(
                            name.at(),
                            "no filter '" + name.text() + "'; " + Similar.hint(name.text(), Filters.names()));
        }
        return new Filtered(name.at(), operand, filter, arguments.optional());
    }

    private Expression test(Expression operand) {
        int at = tokens.take().at();
        boolean negated = tokens.skipName("not");
        Token name = tokens.expect(Token.Kind.NAME, "the name of a test");
        ValueTest test = ValueTests.ALL.get(name.text());
        if (test == null) {
            throw SyntaxFailure.syntax(
                    name.at(), "no test '" + name.text() + "'; " + Similar.hint(name.text(), ValueTests.names()));
        }
        Expression tested = new Tested(name.at(), operand, test, arguments.ofTest());
        return negated ? new Not(at, tested) : tested;
    }
}
