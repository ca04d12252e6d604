// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.List;

/**
 * Records of a delimited file after RFC 4180, each with the line where it begins. Strict where a guess could be wrong: a quoted
 * field ends at its closing quote, a quote inside it is doubled. A quote inside an unquoted field is an ordinary character.
 */
final class CsvRecords {

    enum Outcome {
        RECORD,
        END,
        /** text after a closing quote; the record goes on as if the quote were part of the text */
        STRAY_QUOTE,
        /** the file ends inside quotes */
        UNCLOSED_QUOTE
    }

    private static final int MOST_FIELDS = 1 << 16;
    private static final int NOTHING = -1;

    private final Reader in;
    private final CsvDialect dialect;
    private final char[] buffer = new char[1 << 13];
    private final StringBuilder text = new StringBuilder();
    private final List<String> fields = new ArrayList<>();
    private int position;
    private int end;
    private long lineOfNext = 1;
    private boolean afterReturn;
    private long line;
    private boolean quoted;
    private boolean unclosed;
    private long quoteLine;
    private long strayLine;

    CsvRecords(Reader in, CsvDialect dialect) {
        this.in = in;
        this.dialect = dialect;
    }

    /** The fields of the record read last; the list is used again for the next one. */
    List<String> fields() {
        return fields;
    }

    /** Where the record read last begins. */
    long line() {
        return line;
    }

    /** Where the quote that made trouble was opened. */
    long quoteLine() {
        return quoteLine;
    }

    /** Where text follows a closing quote. */
    long strayLine() {
        return strayLine;
    }

    /** Whether the record read last is a line with nothing on it, or nothing but blanks. */
    boolean isBlank() {
        return fields.size() == 1 && !quoted && fields.get(0).isBlank();
    }

    Outcome next() throws IOException, TooLongException {
        fields.clear();
        quoted = false;
        int c = read();
        line = lineOfStart(c);
        if (c == NOTHING) {
            return Outcome.END;
        }
        Outcome outcome = Outcome.RECORD;
        while (true) {
            long opened = lineOfNext;
            if (c == dialect.quote() && dialect.quote() != ReadOptions.NO_QUOTE) {
                quoted = true;
                c = insideQuotes();
                if (c == NOTHING && unclosed) {
                    quoteLine = opened;
                    return Outcome.UNCLOSED_QUOTE;
                }
                if (!endsField(c)) {
                    if (outcome == Outcome.RECORD) {
                        quoteLine = opened;
                        strayLine = lineOfNext;
                    }
                    outcome = Outcome.STRAY_QUOTE;
                    text.append(dialect.quote());
                }
            }
            c = restOfField(c);
            finishField();
            if (c != dialect.delimiter()) {
                finishLine(c);
                return outcome;
            }
            c = read();
        }
    }

    /** Reads up to the closing quote; the character after it, or nothing. */
    private int insideQuotes() throws IOException, TooLongException {
        unclosed = false;
        while (true) {
            int c = read();
            if (c == NOTHING) {
                unclosed = true;
                return c;
            }
            if (c == dialect.quote()) {
                c = read();
                if (c != dialect.quote()) {
                    return c;
                }
            }
            text.append((char) c);
            bound(text.length(), TooLongException.LONGEST);
        }
    }

    private int restOfField(int first) throws IOException, TooLongException {
        int c = first;
        while (!endsField(c)) {
            text.append((char) c);
            bound(text.length(), TooLongException.LONGEST);
            c = read();
        }
        return c;
    }

    private void finishField() throws TooLongException {
        fields.add(text.toString());
        text.setLength(0);
        bound(fields.size(), MOST_FIELDS);
    }

    private boolean endsField(int c) {
        return c == dialect.delimiter() || c == '\n' || c == '\r' || c == NOTHING;
    }

    private void bound(int size, int most) throws TooLongException {
        if (size > most) {
            throw new TooLongException(line);
        }
    }

    /** After CR the LF that may follow belongs to the same line end. */
    private void finishLine(int c) throws IOException {
        if (c == '\r' && (position < end || fill()) && buffer[position] == '\n') {
            position++;
            afterReturn = false;
        }
    }

    private long lineOfStart(int first) {
        return first == '\n' || first == '\r' ? lineOfNext - 1 : lineOfNext;
    }

    private int read() throws IOException {
        if (position >= end && !fill()) {
            return NOTHING;
        }
        char c = buffer[position++];
        if (c == '\n' ? !afterReturn : c == '\r') {
            lineOfNext++;
        }
        afterReturn = c == '\r';
        return c;
    }

    private boolean fill() throws IOException {
        position = 0;
        end = Math.max(0, in.read(buffer, 0, buffer.length));
        return end > 0;
    }
}
