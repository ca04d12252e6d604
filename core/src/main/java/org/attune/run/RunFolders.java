// SPDX-License-Identifier: Apache-2.0
package org.attune.run;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.attune.problem.InputException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Folders as runs find them: new, a run's, or somebody else's. */
public final class RunFolders {

    static final String IDENTITY = "identity.json";

    private static final Logger LOG = LoggerFactory.getLogger(RunFolders.class);

    private RunFolders() {}

    static boolean isRun(Path folder) {
        return Files.isRegularFile(folder.resolve(IDENTITY));
    }

    /** @throws InputException where the path is a file, or a folder with something else in it */
    static void refuseOthers(Path folder) {
        if (!Files.exists(folder) || isRun(folder)) {
            return;
        }
        if (!Files.isDirectory(folder)) {
            throw new InputException(
                    "output.file", folder.toString(), "this is a file", "output is a folder", "choose another output");
        }
        // a kill in the first moments of a run leaves these
        try (Stream<Path> content = Files.list(folder)) {
            boolean other = content.anyMatch(file -> !isFirst(file));
            if (other) {
                throw new InputException(
                        "output.not-empty",
                        folder.toString(),
                        "the folder holds something that is no run",
                        "output is a new folder, an empty one, or the same run's",
                        "choose another output");
            }
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    private static boolean isFirst(Path file) {
        return file.endsWith(LockFile.NAME) || file.endsWith(RunStatus.FILE) || AtomicFile.isTemporary(file);
    }

    static void create(Path folder) {
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    /**
     * Moves a run to NAME.1, or the next free number; never deletes. Its lock is held meanwhile, so that no live run
     * is moved away under its process.
     */
    static Path moveAside(Path folder) {
        LockFile lock = LockFile.acquire(folder);
        try {
            return move(folder);
        } catch (FileSystemException openHandle) {
            // Windows does not move a folder with an open file in it
            lock.close();
            return moveUnlocked(folder);
        } catch (IOException e) {
            throw unwritable(folder, e);
        } finally {
            lock.close();
        }
    }

    private static Path moveUnlocked(Path folder) {
        try {
            return move(folder);
        } catch (IOException e) {
            throw unwritable(folder, e);
        }
    }

    /** Moves a folder that nobody works on to NAME.1, or the next free number. */
    public static Path move(Path folder) throws IOException {
        int number = 1;
        while (true) {
            Path target = folder.resolveSibling(folder.getFileName() + "." + number);
            try {
                if (!Files.exists(target)) {
                    return Files.move(folder, target);
                }
            } catch (FileAlreadyExistsException taken) {
                LOG.debug("another process took {} just now", target);
            }
            number++;
        }
    }

    static InputException unwritable(Path folder, IOException e) {
        return new InputException(
                "output.unwritable",
                folder.toString(),
                "it cannot be written: " + e.getClass().getSimpleName() + ": " + e.getMessage(),
                "output is a folder that can be made and written",
                "choose another output, or change the permissions");
    }
}
