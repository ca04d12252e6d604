// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attune.problem.Problem;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.exc.JacksonIOException;

/** Rows of a JSON array of objects, or of a file with one object per line. A key that a row leaves out reads as null. */
final class JsonFile {

    private static final int MOST_SHAPES = 10_000;

    private final Findings findings;
    private final RowSink sink;
    private final Set<String> columns = new LinkedHashSet<>();
    private final Map<List<String>, Names> shapes = new HashMap<>();

    JsonFile(Findings findings, RowSink sink) {
        this.findings = findings;
        this.sink = sink;
    }

    FilePart readLines(TextInput text) throws IOException {
        Lines lines = new Lines(text, TooLongException.LONGEST);
        try {
            for (String line = lines.next(); line != null; line = lines.next()) {
                if (!line.isBlank()) {
                    line(line, lines.number());
                }
            }
        } catch (TooLongException e) {
            e.report(findings);
        }
        return part();
    }

    FilePart readArray(TextInput text) throws IOException {
        try (JsonParser parser = JsonValues.FACTORY.createParser(ObjectReadContext.empty(), text)) {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_ARRAY) {
                notAnArray(parser, first);
                return part();
            }
            for (JsonToken t = parser.nextToken(); t != JsonToken.END_ARRAY; t = parser.nextToken()) {
                element(parser, parser.currentTokenLocation().getLineNr());
            }
            if (parser.nextToken() != null) {
                findings.at(
                        parser.currentTokenLocation().getLineNr(),
                        Findings.of(
                                "data.json-syntax",
                                "more text after the end of the array",
                                "a JSON file is one array of objects",
                                "one object per line needs no brackets: name the file .jsonl"));
            }
        } catch (JacksonIOException e) {
            throw e.getCause();
        } catch (JacksonException e) {
            long line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            findings.stops(line, syntax(e));
        }
        return part();
    }

    private void line(String line, long number) throws IOException {
        try (JsonParser parser = JsonValues.FACTORY.createParser(ObjectReadContext.empty(), line)) {
            parser.nextToken();
            Map<String, @Nullable Object> object = element(parser, number);
            if (object != null && parser.nextToken() != null) {
                findings.at(
                        number,
                        Findings.of(
                                "data.json-syntax",
                                "more text after the object",
                                "every line is one JSON object",
                                "put each object on a line of its own"));
            }
        } catch (JacksonException e) {
            findings.at(number, syntax(e));
        }
    }

    private @Nullable Map<String, @Nullable Object> element(JsonParser parser, long line) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            String found = parser.currentToken() == JsonToken.START_ARRAY ? "a list" : "the value " + quoted(parser);
            parser.skipChildren();
            findings.at(
                    line,
                    Findings.of(
                            "data.json-not-an-object",
                            found,
                            "every row is a JSON object, {\"text\": …, \"label\": …}",
                            "write each row as an object with names"));
            return null;
        }
        Map<String, @Nullable Object> object = JsonValues.object(parser);
        columns.addAll(object.keySet());
        List<String> keys = List.copyOf(object.keySet());
        Names names = shapes.get(keys);
        if (names == null) {
            names = Names.of(keys);
            if (shapes.size() < MOST_SHAPES) {
                shapes.put(keys, names);
            }
        }
        sink.add(findings.file(), line, names, object.values().toArray());
        return object;
    }

    private void notAnArray(JsonParser parser, @Nullable JsonToken first) {
        String found = first == JsonToken.START_OBJECT ? "one object" : "the value " + quoted(parser);
        findings.stops(
                1,
                Findings.of(
                        "data.json-not-an-array",
                        "the file holds " + found,
                        "a JSON file is an array of objects, [{…}, {…}]",
                        "give the array inside as a file of its own, or one object per line as .jsonl"));
    }

    private static Problem syntax(JacksonException e) {
        String message = String.valueOf(e.getOriginalMessage());
        int column = e.getLocation() == null ? 0 : e.getLocation().getColumnNr();
        return Findings.of(
                "data.json-syntax",
                Problem.quote(message.lines().findFirst().orElse("")) + " at column " + column,
                "the text is JSON (RFC 8259): no comments, no NaN, no key twice, at most " + JsonValues.DEEPEST
                        + " levels deep",
                "mend it at this place; a file with one object per line is named .jsonl");
    }

    private static String quoted(JsonParser parser) {
        return Problem.quote(parser.currentToken() == null ? "" : parser.getString());
    }

    private FilePart part() {
        return FilePart.typed(List.copyOf(columns), false, List.of());
    }
}
