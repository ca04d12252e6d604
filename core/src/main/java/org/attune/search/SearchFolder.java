// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.attune.problem.InputException;
import org.attune.run.AtomicFile;
import org.attune.run.LockFile;
import org.attune.run.RunFolders;

/** The output of a search, held by this process until closed. */
public final class SearchFolder implements AutoCloseable {

    private static final String STUDY = "study.db";

    private final Path folder;
    private final LockFile lock;

    private SearchFolder(Path folder, LockFile lock) {
        this.folder = folder;
        this.lock = lock;
    }

    /**
     * Makes the folder, or opens that of a search.
     *
     * @param fresh moves what is there to NAME.1, or the next free number; never deletes
     * @throws InputException where another process works on it, or it holds something else
     */
    public static SearchFolder open(Path output, boolean fresh) {
        Path folder = output.toAbsolutePath().normalize();
        try {
            if (Files.isDirectory(folder) && !Files.exists(study(folder)) && holdsSomething(folder)) {
                throw new InputException(
                        "output.not-empty",
                        folder.toString(),
                        "the folder holds something that is no search",
                        "search.output is a new folder, an empty one, or the same search's",
                        "choose another search.output");
            }
            if (fresh && Files.exists(study(folder))) {
                LockFile.acquire(folder).close(); // nobody works on it
                RunFolders.move(folder);
            }
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw AtomicFile.failed(folder, e);
        }
        return new SearchFolder(folder, LockFile.acquire(folder));
    }

    private static boolean holdsSomething(Path folder) throws IOException {
        try (Stream<Path> content = Files.list(folder)) {
            return content.anyMatch(file -> !file.endsWith("lock"));
        }
    }

    /** The study of the search whose output this is. */
    public static Path study(Path output) {
        return output.resolve(STUDY);
    }

    public Path study() {
        return study(folder);
    }

    @Override
    public void close() {
        lock.close();
    }
}
