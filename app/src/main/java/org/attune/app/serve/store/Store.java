// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.attune.app.sqlite.Database;
import org.attune.problem.InputException;

/** Keys and feedback, in a file of SQLite. */
public final class Store implements AutoCloseable {

    private static final Database.Refusal REFUSAL =
            new Database.Refusal("serve.store", "the store is a file of SQLite", "name another one by --store FILE");

    private final Database database;

    private Store(Database database) {
        this.database = database;
    }

    /** @throws InputException where the file cannot be made, or is something else */
    public static Store open(Path file) {
        try {
            makePrivate(file);
        } catch (IOException e) {
            throw Database.refused(file, REFUSAL, e);
        }
        return new Store(Database.open(file, "org/attune/app/serve/store", REFUSAL));
    }

    /** It will hold what people asked. SQLite gives the files beside it the same rights. */
    private static void makePrivate(Path file) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        if (folder != null && !Files.exists(file) && Files.getFileStore(folder).supportsFileAttributeView("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
    }

    public Keys keys() {
        return new Keys(database.jdbi());
    }

    public FeedbackTable feedback() {
        return new FeedbackTable(database.jdbi());
    }

    public FileTable files() {
        return new FileTable(database.jdbi());
    }

    public JobTable jobs() {
        return new JobTable(database.jdbi());
    }

    @Override
    public void close() {
        database.close();
    }
}
