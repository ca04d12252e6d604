// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.io.EOFException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import org.attune.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * One file read into the sink.
 *
 * @param part null where the file could not be read at all
 */
record FileReading(@Nullable FilePart part, String sha256, Findings findings) {

    static FileReading of(Source file, ReadOptions options, RowSink sink) {
        if (Files.isDirectory(file.path())) {
            return ImageFolder.read(file, sink);
        }
        Runnable undo = sink.undo();
        if (undo == null
                && options.quote() == null
                && Format.ofName(file.shown()).mayBeDelimited()) {
            // read twice: about two seconds for a million rows
            FileReading trial = read(file, options, new NoRows());
            return trial.isTabbedWithQuoteTrouble() ? withoutQuotes(file, options, sink) : read(file, options, sink);
        }
        FileReading reading = read(file, options, sink);
        if (undo == null || options.quote() != null || !reading.isTabbedWithQuoteTrouble()) {
            return reading;
        }
        undo.run();
        return withoutQuotes(file, options, sink);
    }

    /** Many tab-separated files know no quoting; one that cannot be read with it is read without. */
    private static FileReading withoutQuotes(Source file, ReadOptions options, RowSink sink) {
        ReadOptions plain = new ReadOptions(
                options.format(), '\t', ReadOptions.NO_QUOTE, options.header(), options.named(), options.beside());
        return read(file, plain, sink)
                .withNote(file.shown() + ": quotes are ordinary characters (they do not pair up as quoting)");
    }

    private boolean isTabbedWithQuoteTrouble() {
        return part != null
                && part.dialect() != null
                && part.dialect().delimiter() == '\t'
                && (findings.has("data.stray-quote") || findings.has("data.unclosed-quote"));
    }

    private static FileReading read(Source file, ReadOptions options, RowSink sink) {
        Findings findings = new Findings(file.shown());
        try (SourceBytes bytes = SourceBytes.open(file.path())) {
            long before = sink.size();
            FilePart part = FileFormats.read(file, bytes, options, findings, sink);
            if (findings.isEmpty() && sink.size() == before) {
                findings.whole(Findings.of(
                        "data.no-rows",
                        part.columns().isEmpty() ? "holds no rows" : "holds column names and no rows",
                        "a data file has rows",
                        "give a file with rows"));
            }
            return new FileReading(part, bytes.sha256OfFile(), findings);
        } catch (EOFException e) {
            findings.whole(Findings.of(
                    "data.truncated",
                    "the compressed file ends too early",
                    "a compressed file is complete",
                    "copy or download it again"));
        } catch (ZipException e) {
            findings.whole(Findings.of(
                    "data.damaged",
                    "cannot be unpacked: " + Problem.quote(String.valueOf(e.getMessage())),
                    "a compressed file is intact",
                    "copy or download it again"));
        } catch (AccessDeniedException e) {
            findings.whole(Findings.of(
                    "data.unreadable",
                    "may not be read by this user",
                    "data files are readable",
                    "give read permission: chmod u+r FILE"));
        } catch (IOException e) {
            findings.whole(Findings.of(
                    "data.unreadable",
                    "cannot be read: " + Problem.quote(String.valueOf(e.getMessage())),
                    "data files are readable",
                    "check the disk and the path"));
        }
        return new FileReading(null, "", findings);
    }

    private FileReading withNote(String note) {
        if (part == null) {
            return this;
        }
        List<String> notes = new ArrayList<>(part.notes());
        notes.add(note);
        return new FileReading(
                new FilePart(part.columns(), part.hasHeader(), part.fixed(), notes, part.dialect()), sha256, findings);
    }
}
