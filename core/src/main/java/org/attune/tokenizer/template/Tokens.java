// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The tokens in front of the parser, how deep it is, and which names the macros that it is in mention. */
final class Tokens {

    /** Python gives up at some 70 nested parentheses. */
    private static final int DEEPEST = 100;

    private final List<Token> tokens;
    private final Deque<Set<String>> mentions = new ArrayDeque<>();
    private String lastTag = "";
    private int next;
    private int depth;

    Tokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token current() {
        return tokens.get(next);
    }

    Token ahead() {
        return tokens.get(Math.min(next + 1, tokens.size() - 1));
    }

    /** The current token; goes on to the next, the last one stays. */
    Token take() {
        Token token = current();
        next = Math.min(next + 1, tokens.size() - 1);
        return token;
    }

    boolean skipOperator(String operator) {
        boolean is = current().isOperator(operator);
        if (is) {
            take();
        }
        return is;
    }

    boolean skipName(String name) {
        boolean is = current().isName(name);
        if (is) {
            take();
        }
        return is;
    }

    Token expect(Token.Kind kind, String described) {
        return current().is(kind) ? take() : failed(described);
    }

    Token expectOperator(String operator) {
        return current().isOperator(operator) ? take() : failed("'" + operator + "'");
    }

    Token expectName(String name) {
        return current().isName(name) ? take() : failed("'" + name + "'");
    }

    private Token failed(String expected) {
        throw SyntaxFailure.syntax(
                current().at(), "expected " + expected + ", found '" + current().described() + "'");
    }

    void enter() {
        if (++depth > DEEPEST) {
            throw new SyntaxFailure(
                    Failure.limit("nested more than " + DEEPEST + " deep"),
                    current().at());
        }
    }

    void leave() {
        depth--;
    }

    /** A body ended before a tag of this name. */
    void ended(Token tag) {
        lastTag = tag.text();
    }

    String lastTag() {
        return lastTag;
    }

    /** From here on the names that are mentioned are collected. */
    void openMacro() {
        mentions.push(new HashSet<>());
    }

    Set<String> closeMacro() {
        return Set.copyOf(mentions.pop());
    }

    void mention(String name) {
        mentions.forEach(names -> names.add(name));
    }
}
