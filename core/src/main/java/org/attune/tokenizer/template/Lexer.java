// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.util.ArrayList;
import java.util.List;

/**
 * A template as tokens, with white space treated as {@code trim_blocks} and {@code lstrip_blocks} do: a line end right after
 * a tag is dropped, and so is the white space between the start of a line and a tag; {@code -} drops all, {@code +} nothing.
 */
final class Lexer {

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int position;

    private Lexer(String text) {
        this.text = text;
    }

    static List<Token> tokens(Source source) {
        Lexer lexer = new Lexer(source.text());
        while (lexer.position < lexer.text.length()) {
            lexer.next();
        }
        lexer.add(Token.Kind.END, "", lexer.position);
        return lexer.tokens;
    }

    /** Text up to the next tag, and that tag. */
    private void next() {
        int tag = position;
        while (tag < text.length() && !opensAt(tag)) {
            tag++;
        }
        if (tag >= text.length() - 1) {
            data(text.substring(position));
            position = text.length();
            return;
        }
        char kind = text.charAt(tag + 1);
        char sign = tag + 2 < text.length() ? text.charAt(tag + 2) : ' ';
        boolean signed = sign == '-' || sign == '+';
        data(beforeTag(text.substring(position, tag), kind == '{', sign));
        position = tag + (signed ? 3 : 2);
        switch (kind) {
            case '#' -> comment(tag);
            case '{' -> inside(Token.Kind.PRINT_BEGIN, tag);
            default -> {
                int raw = afterRawTag();
                if (raw < 0) {
                    inside(Token.Kind.TAG_BEGIN, tag);
                } else {
                    raw(raw, tag);
                }
            }
        }
    }

    private boolean opensAt(int index) {
        return text.charAt(index) == '{' && index + 1 < text.length() && "{%#".indexOf(text.charAt(index + 1)) >= 0;
    }

    private String beforeTag(String data, boolean print, char sign) {
        if (sign == '-') {
            return CodePoints.stripEnd(data);
        }
        int line = data.lastIndexOf('\n') + 1;
        boolean atLineStart = line > 0 || position == 0 || text.charAt(position - 1) == '\n';
        boolean strips = sign != '+' && !print && atLineStart && CodePoints.isSpace(data.substring(line));
        return strips ? data.substring(0, line) : data;
    }

    private void data(String data) {
        if (!data.isEmpty()) {
            add(Token.Kind.DATA, data, position);
        }
    }

    private void comment(int tag) {
        int end = text.indexOf("#}", position);
        if (end < 0) {
            throw SyntaxFailure.syntax(tag, "a comment without its #}");
        }
        char sign = end > position ? text.charAt(end - 1) : ' ';
        position = end + 2;
        afterTag(sign);
    }

    /** White space behind the end of a tag or comment. */
    private void afterTag(char sign) {
        if (sign == '-') {
            skipSpace();
        } else if (sign != '+' && position < text.length() && text.charAt(position) == '\n') {
            position++;
        }
    }

    private void skipSpace() {
        while (position < text.length() && CodePoints.isSpace(text.charAt(position))) {
            position++;
        }
    }

    private void inside(Token.Kind begin, int tag) {
        add(begin, text.substring(tag, position), tag);
        TagLexer inner = new TagLexer(text, begin == Token.Kind.TAG_BEGIN, tokens);
        position = inner.read(position);
        if (begin == Token.Kind.TAG_BEGIN) {
            afterTag(inner.sign());
        } else if (inner.sign() == '-') {
            skipSpace();
        }
    }

    /** Where the content of a {@code {% raw %}} begins, if this tag is one; below 0 otherwise. */
    private int afterRawTag() {
        int start = position;
        int word = wordEnd("raw");
        int end = word < 0 ? -1 : text.startsWith("%}", word) ? word + 2 : -1;
        if (word >= 0 && text.startsWith("-%}", word)) {
            position = word + 3;
            skipSpace();
            end = position;
        }
        position = start;
        return end;
    }

    /** Behind white space, this word and white space; below 0 where something else stands. */
    private int wordEnd(String word) {
        int start = position;
        skipSpace();
        int end = -1;
        if (text.startsWith(word, position)) {
            position += word.length();
            skipSpace();
            end = position;
        }
        position = start;
        return end;
    }

    private void raw(int content, int tag) {
        position = content;
        for (int i = text.indexOf("{%", content); i >= 0; i = text.indexOf("{%", i + 1)) {
            char sign = i + 2 < text.length() ? text.charAt(i + 2) : ' ';
            boolean signed = sign == '-' || sign == '+';
            position = i + (signed ? 3 : 2);
            int word = wordEnd("endraw");
            char last = word >= 0 && word < text.length() ? text.charAt(word) : ' ';
            int end = word < 0 ? -1 : last == '-' || last == '+' ? word + 1 : word;
            position = content;
            if (end >= 0 && text.startsWith("%}", end)) {
                data(beforeTag(text.substring(content, i), false, sign));
                position = end + 2;
                afterTag(last);
                return;
            }
        }
        throw SyntaxFailure.syntax(tag, "a raw block without its {% endraw %}");
    }

    private void add(Token.Kind kind, String content, int at) {
        tokens.add(new Token(kind, content, at));
    }
}
