// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.attune.problem.Problem;

/** Rows of a CSV or TSV file. Values are strings exactly as written; nothing is trimmed and nothing means "missing". */
final class DelimitedFile {

    private static final int HEADER_SAMPLE = 1000;

    private final CsvDialect dialect;
    private final Findings findings;
    private final RowSink sink;
    private boolean hasHeader;
    private Names names = Names.of(List.of());

    DelimitedFile(CsvDialect dialect, Findings findings, RowSink sink) {
        this.dialect = dialect;
        this.findings = findings;
        this.sink = sink;
    }

    FilePart read(TextInput text, ReadOptions options) throws IOException {
        HeaderGuess guess = header(text, options);
        hasHeader = guess.present();
        CsvRecords records = new CsvRecords(text, dialect);
        boolean started = false;
        try {
            for (CsvRecords.Outcome outcome = records.next();
                    outcome != CsvRecords.Outcome.END;
                    outcome = records.next()) {
                if (outcome == CsvRecords.Outcome.UNCLOSED_QUOTE) {
                    unclosed(records);
                    break;
                }
                if (records.isBlank()
                        && (names.list().size() > 1
                                || !started
                                || records.fields().get(0).isEmpty())) {
                    continue;
                }
                if (outcome == CsvRecords.Outcome.STRAY_QUOTE) {
                    stray(records);
                } else if (started) {
                    row(records);
                } else {
                    first(records);
                }
                started = true;
            }
        } catch (TooLongException e) {
            e.report(findings);
        }
        String note = options.header() != Header.AUTO
                ? ""
                : findings.file() + ": " + (hasHeader ? "has" : "no") + " header row (" + guess.reason() + ")";
        return new FilePart(names.list(), hasHeader, true, note.isEmpty() ? List.of() : List.of(note), dialect);
    }

    private HeaderGuess header(TextInput text, ReadOptions options) {
        return switch (options.header()) {
            case PRESENT -> new HeaderGuess(true, "as given");
            case ABSENT -> new HeaderGuess(false, "as given");
            case AUTO -> HeaderGuess.of(dialect.records(text, HEADER_SAMPLE), options.named());
        };
    }

    private void first(CsvRecords records) {
        List<String> fields = records.fields();
        if (!hasHeader) {
            names = Names.of(
                    IntStream.range(0, fields.size()).mapToObj(Table::nameOf).toList());
            row(records);
            return;
        }
        List<String> header = new ArrayList<>();
        Set<String> seen = new LinkedHashSet<>();
        for (int i = 0; i < fields.size(); i++) {
            String name = fields.get(i).strip();
            header.add(name.isEmpty() ? Table.nameOf(i) : name);
            if (!seen.add(header.get(i))) {
                findings.stops(
                        records.line(),
                        Findings.of(
                                "data.duplicate-column",
                                "the header names " + Problem.quote(header.get(i)) + " twice, last at position " + i,
                                "column names differ",
                                "rename one, or set data.header: false if this is no header"));
            }
        }
        names = Names.of(header);
    }

    private void row(CsvRecords records) {
        List<String> fields = records.fields();
        int expected = names.list().size();
        if (fields.size() == expected) {
            sink.add(findings.file(), records.line(), names, fields.toArray());
            return;
        }
        findings.at(
                records.line(),
                Findings.of(
                        "data.ragged-row",
                        fields.size() + (fields.size() == 1 ? " field" : " fields"),
                        "every row has as many fields as the first one, here " + expected + ", separated by "
                                + Problem.quote(dialect.delimiter()),
                        "put a field that contains the separator in double quotes, or set data.delimiter and data.quote"));
    }

    private void unclosed(CsvRecords records) {
        findings.stops(
                records.quoteLine(),
                Findings.of(
                        "data.unclosed-quote",
                        "a field opens with " + Problem.quote(dialect.quote()) + " here and the file ends inside it",
                        "a quoted field ends with a quote",
                        "close it; if quotes are ordinary characters in this file, set data.quote: none"));
    }

    private void stray(CsvRecords records) {
        String where = records.strayLine() == records.quoteLine() ? "" : " on line " + records.strayLine();
        findings.at(
                records.quoteLine(),
                Findings.of(
                        "data.stray-quote",
                        "a field that opens with " + Problem.quote(dialect.quote())
                                + " here has text after its closing quote" + where,
                        "after a closing quote comes a separator or the end of the line; quotes inside are doubled",
                        "double the quotes inside; if quotes are ordinary characters in this file, set data.quote: none"));
    }
}
