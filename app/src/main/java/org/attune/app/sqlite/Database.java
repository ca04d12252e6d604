// SPDX-License-Identifier: Apache-2.0
package org.attune.app.sqlite;

import java.nio.file.Path;
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
public final class Database implements AutoCloseable {

    private static final String PRAGMAS = "?journal_mode=WAL&synchronous=FULL&busy_timeout=5000&foreign_keys=true";

    private final Jdbi jdbi;

    /** As long as one connection is open, the end of another does not write the log back. */
    private final Handle first;

    @SuppressWarnings("MustBeClosedChecker") // closed by close()
    private Database(Jdbi jdbi) {
        this.jdbi = jdbi;
        this.first = jdbi.open();
    }

    /**
     * What is said of a file that cannot be used.
     *
     * @param code of the problem
     * @param file what it has to be
     */
    public record Refusal(String code, String file, String fix) {}

    /**
     * Opens the file, or makes it, with the tables of its migrations.
     *
     * @param migrations the folder of the class path that holds them
     * @throws InputException where the file cannot be made, or is something else
     */
    public static Database open(Path file, String migrations, Refusal refusal) {
        String url = "jdbc:sqlite:" + file + PRAGMAS;
        try {
            Flyway.configure(Database.class.getClassLoader())
                    .dataSource(url, null, null)
                    .locations("classpath:" + migrations)
                    .load()
                    .migrate();
            return new Database(Jdbi.create(url));
        } catch (FlywayException | JdbiException e) {
            throw refused(file, refusal, e);
        }
    }

    public static InputException refused(Path file, Refusal refusal, Exception e) {
        Throwable cause = e;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        String said = String.valueOf(cause.getMessage()).lines().findFirst().orElse("");
        return new InputException(
                refusal.code(),
                file.toString(),
                "it cannot be used: " + Problem.quote(said),
                refusal.file() + " that this version made, or a new one in a folder that can be written",
                refusal.fix());
    }

    public Jdbi jdbi() {
        return jdbi;
    }

    @Override
    public void close() {
        first.close();
    }
}
