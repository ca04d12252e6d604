// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.attune.tokenizer.template.Expression.Filtered;
import org.attune.tokenizer.template.Statement.AttributeTarget;
import org.attune.tokenizer.template.Statement.NameTarget;
import org.attune.tokenizer.template.Statement.Parameter;
import org.attune.tokenizer.template.Statement.Target;
import org.attune.tokenizer.template.Statement.TupleTarget;

/** What values are given to: names, attributes of namespaces, tuples of them, parameters; and filters of blocks. */
final class TargetParser {

    private static final Set<String> CONSTANTS = Set.of("true", "false", "none", "True", "False", "None");

    private final Tokens tokens;
    private final ExpressionParser expressions;

    TargetParser(Tokens tokens, ExpressionParser expressions) {
        this.tokens = tokens;
        this.expressions = expressions;
    }

    /** A target, or several with commas between, up to the name {@code end} or an operator. */
    Target target(String end, boolean withAttributes) {
        int at = tokens.current().at();
        List<Target> items = new ArrayList<>();
        boolean comma = false;
        while ((tokens.current().is(Token.Kind.NAME) && !tokens.current().isName(end))
                || tokens.current().isOperator("(")) {
            items.add(one(withAttributes));
            comma = tokens.skipOperator(",");
            if (!comma) {
                break;
            }
        }
        if (items.isEmpty()) {
            throw SyntaxFailure.syntax(
                    at, "expected a name, found '" + tokens.current().described() + "'");
        }
        return items.size() == 1 && !comma ? items.get(0) : new TupleTarget(at, items);
    }

    private Target one(boolean withAttributes) {
        tokens.enter();
        Token token = tokens.take();
        Target target;
        if (token.isOperator("(")) {
            target = target("", withAttributes);
            tokens.expectOperator(")");
        } else {
            checkAssignable(token.text());
            target = new NameTarget(token.text());
            if (withAttributes && tokens.skipOperator(".")) {
                String name = tokens.expect(Token.Kind.NAME, "the name of an attribute")
                        .text();
                target = new AttributeTarget(token.at(), token.text(), name);
            }
        }
        tokens.leave();
        return target;
    }

    void checkAssignable(String name) {
        if (CONSTANTS.contains(name)) {
            throw SyntaxFailure.syntax(tokens.current().at(), "cannot assign to " + name);
        }
    }

    List<Parameter> parameters() {
        tokens.expectOperator("(");
        List<Parameter> parameters = new ArrayList<>();
        boolean defaults = false;
        while (!tokens.skipOperator(")")) {
            if (!parameters.isEmpty()) {
                tokens.expectOperator(",");
            }
            Token name = tokens.expect(Token.Kind.NAME, "the name of a parameter");
            checkAssignable(name.text());
            Expression otherwise = tokens.skipOperator("=") ? expressions.expression() : null;
            if (defaults && otherwise == null) {
                throw SyntaxFailure.syntax(name.at(), "a parameter without default behind one with a default");
            }
            defaults = otherwise != null;
            parameters.add(new Parameter(name.text(), otherwise));
        }
        return parameters;
    }

    /** Filters behind each other, the first without an operand. */
    Filtered filters() {
        Filtered filter = expressions.operands().filter(null);
        while (tokens.skipOperator("|")) {
            filter = expressions.operands().filter(filter);
        }
        return filter;
    }
}
