// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.TunedModel;
import org.attune.app.terminal.Console;
import org.attune.data.Row;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * What a model is asked: texts of the command line or of standard input, or rows of files.
 *
 * @param place where the texts stand, for messages
 */
record Questions(String place, List<String> texts, List<String> files) {

    static Questions of(Console console, List<String> texts, List<String> files) {
        boolean standardInput =
                texts.equals(List.of("-")) || (texts.isEmpty() && files.isEmpty() && !console.interactive());
        if (!files.isEmpty() && (standardInput || !texts.isEmpty())) {
            throw wrong("texts and --data", "give the one or the other");
        }
        if (texts.isEmpty() && files.isEmpty() && !standardInput) {
            throw wrong("no text", "attune predict MODEL \"a text\", or --data FILE, or - for standard input");
        }
        return standardInput
                ? new Questions("standard input", lines(console), List.of())
                : new Questions("", texts, files);
    }

    /** In the columns that the model knows. */
    List<Row> rows(TunedModel model, Map<String, String> named) {
        List<String> columns = model.task().inputs();
        if (!files.isEmpty()) {
            return model.read(files, named, false).rows();
        }
        boolean words = model.task().name().equals("token-classification");
        Problems problems = new Problems();
        List<Row> rows = new ArrayList<>(texts.size());
        for (int i = 0; i < texts.size(); i++) {
            Row empty = new Row(i, place, i + 1L, Map.of());
            String asked = texts.get(i);
            Map<String, @Nullable Object> values = words
                    ? Map.of(columns.get(0), words(asked, empty.where(), problems))
                    : values(columns, asked, empty.where(), problems);
            rows.add(new Row(i, place, i + 1L, Collections.unmodifiableMap(values)));
        }
        problems.throwIfAny();
        return rows;
    }

    boolean inFiles() {
        return !files.isEmpty();
    }

    private static Map<String, @Nullable Object> values(
            List<String> columns, String text, String where, Problems problems) {
        String[] parts = columns.size() == 1 ? new String[] {text} : text.split("\t", -1);
        if (parts.length != columns.size()) {
            problems.add(
                    "predict.pair",
                    where,
                    parts.length + (parts.length == 1 ? " text in " : " texts in ") + Problem.quote(text),
                    "the model was tuned on pairs of texts, which are separated by a tab",
                    "write both with a tab between them, or use --data with a file of two columns");
        }
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int i = 0; i < columns.size(); i++) {
            values.put(columns.get(i), i < parts.length ? parts[i] : "");
        }
        return values;
    }

    private static List<String> words(String text, String where, Problems problems) {
        if (text.isBlank()) {
            problems.add("predict.empty", where, "no words", "a sentence has words", "leave empty texts out");
        }
        return List.of(text.strip().split("\\s+"));
    }

    private static List<String> lines(Console console) {
        try {
            return new BufferedReader(new InputStreamReader(console.in(), StandardCharsets.UTF_8))
                    .lines()
                    .toList();
        } catch (java.io.UncheckedIOException e) {
            throw new InputException(
                    "predict.input",
                    "standard input",
                    "it cannot be read: " + Problem.quote(String.valueOf(e.getMessage())),
                    "standard input is text",
                    "use --data with a file");
        }
    }

    private static InputException wrong(String found, String fix) {
        return new InputException(
                "cli.usage", "attune predict", found, "texts are given, or --data, or standard input", fix);
    }
}
