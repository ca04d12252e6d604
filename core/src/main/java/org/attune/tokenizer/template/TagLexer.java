// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tokens within a tag: between its opening and its closing pair of brackets. */
final class TagLexer {

    private static final Pattern SPACE = Pattern.compile("[" + CodePoints.SPACES + "]++");
    private static final Pattern FLOAT = Pattern.compile(
            "(?<!\\.)(?:\\d++_)*+\\d++(?:(?:\\.(?:\\d++_)*+\\d++)?+[eE][+\\-]?(?:\\d++_)*+\\d++|\\.(?:\\d++_)*+\\d++)");
    private static final Pattern INTEGER = Pattern.compile(
            "0[bB](?:_?[01])++|0[oO](?:_?[0-7])++|0[xX](?:_?[0-9a-fA-F])++|[1-9](?:_?\\d)*+|0(?:_?0)*+");
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}\\p{M}_]++");
    private static final Pattern OPERATOR = Pattern.compile("//|\\*\\*|==|!=|>=|<=|[-+/*%~\\[\\](){}><=.:|,;]");

    private static final String CLOSING = ")]}";
    private static final String OPENING = "([{";

    private final String text;
    private final String end;
    private final boolean tag;
    private final List<Token> tokens;
    private final Deque<Character> open = new ArrayDeque<>();
    private char sign = ' ';

    TagLexer(String text, boolean tag, List<Token> tokens) {
        this.text = text;
        this.tag = tag;
        this.end = tag ? "%}" : "}}";
        this.tokens = tokens;
    }

    /** The - or + before the end. */
    char sign() {
        return sign;
    }

    /** Reads tokens from an offset up to the end of the tag; answers the offset behind it. */
    int read(int from) {
        int position = from;
        while (position < text.length()) {
            char c = text.charAt(position);
            boolean signed = c == '-' || (tag && c == '+');
            if (open.isEmpty() && text.startsWith(end, signed ? position + 1 : position)) {
                sign = signed ? c : ' ';
                tokens.add(new Token(tag ? Token.Kind.TAG_END : Token.Kind.PRINT_END, end, position));
                return position + (signed ? 3 : 2);
            }
            int space = end(SPACE, position);
            position = space > position ? space : token(position);
        }
        return position;
    }

    private int token(int at) {
        char c = text.charAt(at);
        if (c == '"' || c == '\'') {
            int close = StringLiteral.end(text, at);
            tokens.add(new Token(Token.Kind.STRING, StringLiteral.content(text, at, close), at));
            return close;
        }
        int stop = end(FLOAT, at);
        if (stop > at) {
            return add(Token.Kind.FLOAT, at, stop);
        }
        stop = end(INTEGER, at);
        if (stop > at) {
            return add(Token.Kind.INTEGER, at, stop);
        }
        stop = end(NAME, at);
        if (stop > at) {
            if (!Character.isUnicodeIdentifierStart(text.codePointAt(at)) && c != '_') {
                throw SyntaxFailure.syntax(at, "not a name: " + text.substring(at, stop));
            }
            return add(Token.Kind.NAME, at, stop);
        }
        stop = end(OPERATOR, at);
        if (stop < 0) {
            throw SyntaxFailure.syntax(at, "unexpected character '" + Character.toString(text.codePointAt(at)) + "'");
        }
        balance(c, at);
        return add(Token.Kind.OPERATOR, at, stop);
    }

    private void balance(char c, int at) {
        if (OPENING.indexOf(c) >= 0) {
            open.push(CLOSING.charAt(OPENING.indexOf(c)));
        } else if (CLOSING.indexOf(c) >= 0 && (open.isEmpty() || open.pop() != c)) {
            throw SyntaxFailure.syntax(at, "unexpected '" + c + "'");
        }
    }

    private int add(Token.Kind kind, int from, int to) {
        String content = text.substring(from, to);
        boolean number = kind == Token.Kind.INTEGER || kind == Token.Kind.FLOAT;
        tokens.add(new Token(kind, number ? content.replace("_", "") : content, from));
        return to;
    }

    /** Where a match that begins here ends; below 0 where there is none. */
    private int end(Pattern pattern, int from) {
        Matcher matcher = pattern.matcher(text).region(from, text.length()).useTransparentBounds(true);
        return matcher.lookingAt() ? matcher.end() : -1;
    }
}
