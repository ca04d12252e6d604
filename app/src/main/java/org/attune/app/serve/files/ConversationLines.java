// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.files;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.attune.app.serve.http.RequestProblem;
import org.attune.data.ReadOptions;
import org.attune.data.Row;
import org.attune.data.RowConsumer;
import org.attune.data.RowStream;
import org.attune.data.Table;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.tokenizer.chat.ChatColumns;
import org.attune.tokenizer.chat.ChatFormat;
import org.attune.tokenizer.chat.ChatReader;

/** Reads a file as training reads it, one line after another: each is a conversation in OpenAI's form. */
final class ConversationLines implements RowConsumer {

    /** One mistake is often made in each line. */
    private static final int MOST_TOLD = 10;

    private static final ReadOptions JSON_LINES = ReadOptions.parse("jsonl", "auto", "auto", "auto");

    private final ChatReader reader = new ChatReader(ChatFormat.OPENAI, ChatColumns.usual());
    private final List<Problem> wrong = new ArrayList<>();
    private long count;

    private ConversationLines() {}

    /**
     * The number of conversations.
     *
     * @throws RequestProblem with the numbers of the lines that are none
     */
    static long count(Path file) {
        ConversationLines lines = new ConversationLines();
        try {
            RowStream.Read read = RowStream.read(List.of(file.toString()), JSON_LINES, lines);
            read.broken().forEach(lines::tell);
        } catch (InputException unreadable) {
            unreadable.problems().forEach(lines::tell);
        }
        if (lines.count > 0) {
            throw refused(lines, file);
        }
        return lines.rows;
    }

    private long rows;

    @Override
    public void begin(Table head) {}

    @Override
    public void row(Row row) {
        rows++;
        try {
            if (row.value("preferred_output") != null) {
                throw new InputException(
                        "chat.preference",
                        row.where(),
                        "a pair of answers",
                        "preferences are not learnt from",
                        "send conversations: {\"messages\": [...]}");
            }
            reader.read(row.values(), row.where());
        } catch (InputException e) {
            e.problems().forEach(this::tell);
        }
    }

    private void tell(Problem problem) {
        count++;
        if (wrong.size() < MOST_TOLD) {
            wrong.add(problem);
        }
    }

    private static RequestProblem refused(ConversationLines lines, Path file) {
        String told = lines.wrong.stream()
                .map(problem -> place(problem.where(), file) + problem.found() + "; " + problem.expected() + "; "
                        + problem.fix())
                .collect(Collectors.joining("\n"));
        long more = lines.count - lines.wrong.size();
        return RequestProblem.invalid(
                "file",
                "invalid_file_format",
                "Expected file to have JSONL format, where every line is a conversation.\n" + told
                        + (more > 0 ? "\nand " + more + " more" : ""));
    }

    /** By the line alone: the name on this disk is nobody's. */
    private static String place(String where, Path file) {
        String line =
                where.startsWith(file + ":") ? where.substring(file.toString().length() + 1) : "";
        return line.isEmpty() ? "" : "Line " + line + ": ";
    }
}
