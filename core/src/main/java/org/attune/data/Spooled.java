// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.jspecify.annotations.Nullable;

/**
 * Rows that lie in no file: standard input, {@code -}, and the result of a query, {@code jdbc:URL QUERY}. They are kept in a temporary file
 * for as long as this process lives, so that they are asked for once, hashed, and read as often as a file is.
 */
final class Spooled {

    static final String STANDARD_INPUT = "-";

    private static final Map<String, Path> FILES = new HashMap<>();

    private Spooled() {}

    static boolean is(String given) {
        return given.equals(STANDARD_INPUT) || QueryRows.is(given);
    }

    /** Null where there is a problem. */
    static synchronized @Nullable Source of(String given, Problems problems) {
        Path kept = FILES.get(given);
        try {
            if (kept == null || !Files.exists(kept)) {
                Path file = Files.createTempFile("attune-rows", "");
                file.toFile().deleteOnExit();
                if (!fill(given, file, problems)) {
                    return null;
                }
                kept = file;
                FILES.put(given, file);
            }
            return new Source(kept, given);
        } catch (IOException e) {
            problems.add(
                    "data.unreadable",
                    given,
                    "cannot be kept: " + Problem.quote(String.valueOf(e.getMessage())),
                    "what is no file is kept in one of " + System.getProperty("java.io.tmpdir"),
                    "make room there, or name another folder: JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR");
            return null;
        }
    }

    private static boolean fill(String given, Path file, Problems problems) throws IOException {
        if (QueryRows.is(given)) {
            return QueryRows.write(given, System.getenv(), file, problems);
        }
        InputStream in = System.in;
        Files.copy(in, file, StandardCopyOption.REPLACE_EXISTING);
        return true;
    }
}
