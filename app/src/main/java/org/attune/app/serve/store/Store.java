// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;

/**
 * A file of SQLite. What was acknowledged is on the disk, whatever happens to the process or the machine afterwards: a write-ahead
 * log that is forced at each commit (synchronous=FULL). Any number of threads, and of processes on this machine, may use it.
 */
public final class Store implements AutoCloseable {

    private static final String PRAGMAS = "?journal_mode=WAL&synchronous=FULL&busy_timeout=5000&foreign_keys=true";

    private final Jdbi jdbi;

    /** As long as one connection is open, the end of another does not write the log back. */
    private final Handle first;

    private Store(Jdbi jdbi) {
        this.jdbi = jdbi;
        this.first = jdbi.open();
    }

    /** @throws InputException where the file cannot be made, or is something else */
    @SuppressWarnings("MustBeClosedChecker") // closed by close()
    public static Store open(Path file) {
        String url = "jdbc:sqlite:" + file + PRAGMAS;
        try {
            makePrivate(file);
            Flyway.configure(Store.class.getClassLoader())
                    .dataSource(url, null, null)
                    .locations("classpath:org/attune/app/serve/store")
                    .load()
                    .migrate();
            return new Store(Jdbi.create(url));
        } catch (FlywayException | JdbiException | IOException e) {
            Throwable cause = e;
            while (cause.getCause() != null) {
                cause = cause.getCause();
            }
            String said = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
            throw new InputException(
                    "serve.store",
                    file.toString(),
                    "it cannot be used: " + Problem.quote(said),
                    "the store is a file of SQLite that this version made, or a new one in a folder that can be written",
                    "name another one by --store FILE");
        }
    }

    /** It will hold what people asked. SQLite gives the files beside it the same rights. */
    private static void makePrivate(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.exists(file) && Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    public Keys keys() {
        return new Keys(jdbi);
    }

    public FeedbackTable feedback() {
        return new FeedbackTable(jdbi);
    }

    public FileTable files() {
        return new FileTable(jdbi);
    }

    public JobTable jobs() {
        return new JobTable(jdbi);
    }

    @Override
    public void close() {
        first.close();
    }
}
