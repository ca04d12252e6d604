// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.io.IOException;
import java.util.List;
import org.attune.problem.Problem;

/** Chooses the reader of a file: by the option, else by the extension, else by content. */
final class FileFormats {

    private static final int[] PARQUET_MARK = {'P', 'A', 'R', '1'};
    private static final int[] ZIP_MARK = {'P', 'K', 3, 4};

    private FileFormats() {}

    static FilePart read(Source file, SourceBytes bytes, ReadOptions options, Findings findings, RowSink sink)
            throws IOException {
        Format format = options.format() == Format.AUTO ? Format.ofName(file.shown()) : options.format();
        byte[] start = bytes.start(4);
        boolean parquet = SourceBytes.begins(start, PARQUET_MARK);
        if (start.length == 0) {
            empty(findings);
        } else if (SourceBytes.begins(start, ZIP_MARK)) {
            binary(
                    findings,
                    "is a ZIP archive or a spreadsheet (.xlsx)",
                    "unpack it, or export the sheet as CSV in UTF-8");
        } else if (parquet && bytes.isPacked()) {
            binary(findings, "is a compressed Parquet file", "unpack it: Parquet compresses inside");
        } else if (parquet && (options.format() == Format.AUTO || format == Format.PARQUET)) {
            return ParquetFile.read(file, findings, sink);
        } else if (format == Format.PARQUET) {
            binary(findings, "is no Parquet file", "name it by what it is, or set data.format");
        } else {
            return text(new TextInput(bytes.content()), format, options, findings, sink);
        }
        return FilePart.typed(List.of(), false, List.of());
    }

    private static FilePart text(TextInput text, Format named, ReadOptions options, Findings findings, RowSink sink)
            throws IOException {
        if (text.looksBinary()) {
            binary(
                    findings,
                    "holds bytes that are no text, such as " + Problem.quote(beginning(text)),
                    "save it as UTF-8 text (UTF-16 needs a byte order mark), or as Parquet");
            return FilePart.typed(List.of(), false, List.of());
        }
        if (text.sampleIsAll() && text.sample().toString().isBlank()) {
            empty(findings);
            return FilePart.typed(List.of(), false, List.of());
        }
        Format format = byContent(named, text);
        FilePart part = switch (format) {
            case JSON -> new JsonFile(findings, sink).readArray(text);
            case JSONL -> new JsonFile(findings, sink).readLines(text);
            case CONLL -> new ConllFile(findings, sink).read(text);
            default -> new DelimitedFile(CsvDialect.detect(options, format, text), findings, sink).read(text, options);
        };
        text.bad().report(text.charset(), findings);
        return part;
    }

    /** A file called .json that holds one object per line is read as what it is. */
    private static Format byContent(Format named, TextInput text) {
        if (named != Format.AUTO && named != Format.JSON) {
            return named;
        }
        String sample = text.sample().toString().strip();
        if (sample.startsWith("{")) {
            String first = sample.lines().findFirst().orElse("").strip();
            return first.endsWith("}") || named == Format.AUTO ? Format.JSONL : Format.JSON;
        }
        if (named == Format.JSON
                || (sample.startsWith("[") && sample.substring(1).strip().startsWith("{"))) {
            return Format.JSON;
        }
        return ConllFile.looksLike(sample) ? Format.CONLL : Format.AUTO;
    }

    private static String beginning(TextInput text) {
        CharSequence sample = text.sample();
        return sample.subSequence(0, Math.min(16, sample.length())).toString();
    }

    private static void empty(Findings findings) {
        findings.whole(Findings.of("data.empty", "is empty", "a data file has rows", "give a file with rows"));
    }

    private static void binary(Findings findings, String found, String fix) {
        findings.whole(Findings.of(
                "data.binary",
                found,
                "data are csv, tsv, json, jsonl, conll or parquet, text also as .gz or .zst",
                fix));
    }
}
