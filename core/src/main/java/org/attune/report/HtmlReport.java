// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import org.attune.problem.Problem;
import org.attune.problem.WorkException;
import org.attune.report.page.Html;
import org.attune.report.page.Page;

/** The page of a run, {@code report.html}: self-contained, without scripts, made from the files of the run directory alone. */
public final class HtmlReport {

    /** The file's name in a run directory. */
    public static final String FILE = "report.html";

    private HtmlReport() {}

    /**
     * Writes the page beside the files that it is made from; whatever is missing or damaged there is left out and named.
     *
     * @return the file
     * @throws org.attune.problem.InputException where there is no such directory
     * @throws WorkException where the file cannot be written
     */
    public static Path write(Path runDirectory) {
        String page = page(runDirectory);
        Path file = runDirectory.resolve(FILE);
        writeWhole(file, page);
        return file;
    }

    /** The page itself. */
    public static String page(Path runDirectory) {
        RunFiles run = RunFiles.read(runDirectory);
        PredictionSummary predictions = PredictionSummary.of(run);
        Section.View view = new Section.View(run, predictions, predictions.family());
        List<Section> sections =
                Section.ALL.stream().filter(section -> section.hasContent(view)).toList();
        Html page = new Html();
        Page.begin(page, run.name() + " – Attune report");
        Masthead.write(view, sections, page);
        for (Section section : sections) {
            Page.section(page, section.id(), section.heading(view));
            section.write(view, page);
            page.close();
        }
        page.element("footer", "Made by Attune from the files of the run directory " + run.name() + ".");
        Page.end(page);
        return page.document();
    }

    /** A reader never sees half a file. */
    static void writeWhole(Path file, String text) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.write(part, text.getBytes(StandardCharsets.UTF_8));
            try {
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (AtomicMoveNotSupportedException e) {
                Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new WorkException(
                    new Problem(
                            "report.write",
                            file.toString(),
                            "cannot be written: " + Problem.quote(String.valueOf(e.getMessage())),
                            "the run directory is writable and has room",
                            "free space or mend the permissions, then write the report again"),
                    e);
        }
    }
}
