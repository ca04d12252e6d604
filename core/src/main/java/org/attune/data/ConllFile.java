// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.attune.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Sentences of a CoNLL file: a token per line, a blank line between sentences, the token in the first and its tag in the last
 * column; columns are separated by tabs where the line has one, otherwise by blanks. A row holds the lists {@code tokens}
 * and {@code tags}; a file of one column has no tags.
 */
final class ConllFile {

    private static final char BYTE_ORDER_MARK = '\ufeff';
    private static final Pattern TAG = Pattern.compile("O|[BIESLU]-\\S+");
    private static final Names TAGGED = Names.of(List.of("tokens", "tags"));
    private static final Names UNTAGGED = Names.of(List.of("tokens"));

    private final Findings findings;
    private final RowSink sink;
    private List<String> tokens = new ArrayList<>();
    private List<String> tags = new ArrayList<>();
    private long start;
    private int width;

    ConllFile(Findings findings, RowSink sink) {
        this.findings = findings;
        this.sink = sink;
    }

    FilePart read(TextInput text) throws IOException {
        Lines lines = new Lines(text, TooLongException.LONGEST);
        try {
            for (String line = lines.next(); line != null; line = lines.next()) {
                line(line, lines.number());
            }
            finish();
        } catch (TooLongException e) {
            e.report(findings);
        }
        List<String> notes = width > 2
                ? List.of(findings.file() + ": tokens from the first and tags from the last of " + width + " columns")
                : List.of();
        return FilePart.typed(width == 1 ? UNTAGGED.list() : TAGGED.list(), true, notes);
    }

    private void line(String line, long number) {
        if (isEmpty(line) || line.startsWith("-DOCSTART-")) {
            finish();
            return;
        }
        String[] columns = columns(line);
        if (tokens.isEmpty() && isComment(line, columns)) {
            return;
        }
        if (width == 0) {
            width = columns.length;
        }
        if (columns.length != width || columns[0].isEmpty()) {
            findings.at(
                    number,
                    Findings.of(
                            "data.ragged-row",
                            columns.length
                                    + (columns.length == 1 ? " column in " : " columns in ")
                                    + Problem.quote(line),
                            "every line of a CoNLL file has a token first and as many columns as the first line, here "
                                    + width,
                            "complete the line, or leave it empty to end the sentence"));
            return;
        }
        if (tokens.isEmpty()) {
            start = number;
        }
        tokens.add(columns[0]);
        tags.add(columns[width - 1]);
    }

    /** Byte order marks get into the middle of files that were joined; they cannot be seen and end a sentence like any empty line. */
    private static boolean isEmpty(String line) {
        return line.codePoints().allMatch(c -> Character.isWhitespace(c) || c == BYTE_ORDER_MARK);
    }

    private void finish() {
        if (!tokens.isEmpty()) {
            @Nullable Object[] values = width == 1 ? new Object[] {tokens} : new Object[] {tokens, tags};
            sink.add(findings.file(), start, width == 1 ? UNTAGGED : TAGGED, values);
            tokens = new ArrayList<>();
            tags = new ArrayList<>();
        }
    }

    /** {@code # sent_id = 4} is a comment, {@code #} with a tag is a token. */
    private boolean isComment(String line, String[] columns) {
        boolean marked = (line.equals("#") && width != 1) || (line.startsWith("# ") && line.indexOf('\t') < 0);
        boolean tagged = columns.length > 1
                && (width == 0 || columns.length == width)
                && TAG.matcher(columns[columns.length - 1]).matches();
        return marked && !tagged;
    }

    static String[] columns(String line) {
        return line.indexOf('\t') >= 0
                ? line.stripTrailing().split("\t", -1)
                : line.strip().split("\\s+");
    }

    /** Whether a text is of this kind: nearly every line ends with a tag. */
    static boolean looksLike(CharSequence sample) {
        List<String> lines = sample.toString().lines().limit(200).toList();
        long tokens = lines.stream().filter(l -> !l.isBlank()).count();
        long tagged = lines.stream()
                .map(ConllFile::columns)
                .filter(c -> c.length > 1 && TAG.matcher(c[c.length - 1]).matches())
                .count();
        return tokens >= 2 && tagged >= 0.9 * tokens;
    }
}
