// SPDX-License-Identifier: Apache-2.0
package org.attune.bench.fuzz;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.attune.fuzz.FuzzInput;
import org.attune.fuzz.FuzzKind;

/** The process that tries inputs. It writes each number before it begins, for whoever watches it. */
final class Worker {

    private Worker() {}

    public static void main(String[] arguments) throws IOException {
        Work work = Work.of(arguments);
        FuzzKind kind = Kinds.named(work.kind());
        Progress progress = Progress.at(work.progress());
        Path scratch = Files.createDirectories(work.folder().resolve(work.kind() + "-files"));
        for (long i = work.first(); i < work.end() && System.currentTimeMillis() < work.deadline(); i++) {
            progress.begin(i);
            attempt(kind, i, work, scratch, progress);
        }
    }

    private static void attempt(FuzzKind kind, long index, Work work, Path scratch, Progress progress)
            throws IOException {
        FuzzInput input = kind.input(work.seed(), index);
        try {
            progress.end(index, kind.accepts(input, scratch));
        } catch (IOException | RuntimeException | Error e) {
            try (PrintWriter out = new PrintWriter(Files.newBufferedWriter(work.kept(index, ".txt")))) {
                e.printStackTrace(out);
            }
            progress.bad(index);
        }
    }
}
