// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.attune.tokenizer.template.Expression.Call;
import org.attune.tokenizer.template.Expression.Filtered;
import org.attune.tokenizer.template.Statement.Bodies;
import org.attune.tokenizer.template.Statement.Branch;
import org.attune.tokenizer.template.Statement.CallBlock;
import org.attune.tokenizer.template.Statement.MacroBody;
import org.attune.tokenizer.template.Statement.Target;

/** Statements. The tree of a template is what {@link #template} answers. */
final class StatementParser {

    private final Tokens tokens;
    private final ExpressionParser expressions;
    private final TargetParser targets;
    private final Nesting nesting = new Nesting();

    private StatementParser(Tokens tokens) {
        this.tokens = tokens;
        this.expressions = new ExpressionParser(tokens);
        this.targets = new TargetParser(tokens, expressions);
    }

    static List<Statement> template(Source source) {
        return new StatementParser(new Tokens(Lexer.tokens(source))).statements(Set.of());
    }

    /** Statements up to a tag of these names, which is left as the current token; up to the end where there are none. */
    private List<Statement> statements(Set<String> ends) {
        tokens.enter();
        List<Statement> statements = new ArrayList<>();
        while (true) {
            Token token = tokens.take();
            switch (token.kind()) {
                case DATA -> statements.add(new Statement.Text(token.text()));
                case PRINT_BEGIN -> {
                    statements.add(new Statement.Print(expressions.tuple(true, "")));
                    tokens.expect(Token.Kind.PRINT_END, "}}");
                }
                case TAG_BEGIN -> {
                    Token name = tokens.expect(Token.Kind.NAME, "the name of a tag");
                    if (ends.contains(name.text())) {
                        tokens.leave();
                        tokens.ended(name);
                        return statements;
                    }
                    statement(name, statements);
                    tokens.expect(Token.Kind.TAG_END, "%}");
                }
                default -> {
                    if (!ends.isEmpty() || !token.is(Token.Kind.END)) {
                        throw SyntaxFailure.syntax(token.at(), "the end of the template, before a tag of " + ends);
                    }
                    return statements;
                }
            }
        }
    }

    /** The body of a tag that has been read up to its end. */
    private List<Statement> body(String... ends) {
        tokens.skipOperator(":");
        tokens.expect(Token.Kind.TAG_END, "%}");
        return statements(Set.of(ends));
    }

    private void statement(Token tag, List<Statement> statements) {
        switch (tag.text()) {
            case "set" -> statements.add(set());
            case "if" -> statements.add(ifs());
            case "for" -> statements.add(loop());
            case "macro" -> statements.add(macro());
            case "call" -> statements.add(call(tag));
            case "filter" -> {
                Filtered filter = targets.filters();
                statements.add(new Statement.FilterBlock(filter, buffered(Nesting.Kind.BUFFER, "endfilter")));
            }
            case "with" -> statements.add(with());
            case "generation" -> {
                nesting.checkGeneration(tag);
                statements.add(new Statement.Generation(buffered(Nesting.Kind.FUNCTION, "endgeneration")));
            }
            case "break", "continue" -> {
                nesting.checkLoop(tag);
                statements.add(tag.isName("break") ? new Statement.Break() : new Statement.Continue());
            }
            case "print" -> print(statements);
            default ->
                throw Unsupported.isTag(tag.text())
                        ? SyntaxFailure.unsupported(tag.at(), "the tag '" + tag.text() + "'")
                        : SyntaxFailure.syntax(tag.at(), "an unknown or misplaced tag: " + tag.text());
        }
    }

    private List<Statement> buffered(Nesting.Kind kind, String end) {
        nesting.open(kind);
        List<Statement> body = body(end);
        nesting.close();
        return body;
    }

    private Statement set() {
        Target target = targets.target("", true);
        if (tokens.skipOperator("=")) {
            return new Statement.Assign(target, expressions.tuple(true, ""));
        }
        Filtered filter = tokens.skipOperator("|") ? targets.filters() : null;
        return new Statement.SetBlock(target, filter, buffered(Nesting.Kind.BUFFER, "endset"));
    }

    private Statement ifs() {
        List<Branch> branches = new ArrayList<>();
        while (true) {
            Expression test = expressions.tuple(false, "");
            branches.add(new Branch(test, body("elif", "else", "endif")));
            if (tokens.lastTag().equals("endif")) {
                return new Statement.If(branches, List.of());
            }
            if (tokens.lastTag().equals("else")) {
                return new Statement.If(branches, body("endif"));
            }
        }
    }

    private Statement loop() {
        Target target = targets.target("in", false);
        tokens.expectName("in");
        Expression items = expressions.tuple(false, "recursive");
        Expression condition = tokens.skipName("if") ? expressions.expression() : null;
        boolean recursive = tokens.skipName("recursive");
        nesting.open(recursive ? Nesting.Kind.RECURSIVE_LOOP : Nesting.Kind.LOOP);
        List<Statement> body = body("endfor", "else");
        nesting.close();
        List<Statement> otherwise = tokens.lastTag().equals("else") ? body("endfor") : List.of();
        return new Statement.For(target, items, condition, new Bodies(body, otherwise), recursive);
    }

    private Statement macro() {
        String name = tokens.expect(Token.Kind.NAME, "the name of a macro").text();
        targets.checkAssignable(name);
        return new Statement.DefineMacro(macroBody(name, targets.parameters(), "endmacro"));
    }

    private MacroBody macroBody(String name, List<Statement.Parameter> parameters, String end) {
        tokens.openMacro();
        List<Statement> body = buffered(Nesting.Kind.FUNCTION, end);
        return new MacroBody(name, parameters, body, tokens.closeMacro());
    }

    private Statement call(Token tag) {
        List<Statement.Parameter> parameters = tokens.current().isOperator("(") ? targets.parameters() : List.of();
        if (!(expressions.expression() instanceof Call call)) {
            throw SyntaxFailure.syntax(tag.at(), "expected the call of a macro");
        }
        return new CallBlock(call, macroBody("caller", parameters, "endcall"));
    }

    private Statement with() {
        List<Target> names = new ArrayList<>();
        List<Expression> values = new ArrayList<>();
        while (!tokens.current().is(Token.Kind.TAG_END)) {
            if (!names.isEmpty()) {
                tokens.expectOperator(",");
            }
            names.add(targets.target("", false));
            tokens.expectOperator("=");
            values.add(expressions.expression());
        }
        return new Statement.With(names, values, body("endwith"));
    }

    private void print(List<Statement> statements) {
        boolean first = true;
        while (!tokens.current().is(Token.Kind.TAG_END)) {
            if (!first) {
                tokens.expectOperator(",");
            }
            first = false;
            statements.add(new Statement.Print(expressions.expression()));
        }
    }
}
