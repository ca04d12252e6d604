// SPDX-License-Identifier: Apache-2.0
package org.attune.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.attune.config.ResolvedRecipe;
import org.attune.problem.InputException;
import org.jspecify.annotations.Nullable;

/**
 * One run on disk, held by this process until closed. A finished run is opened without a lock and takes no change; neither does one that
 * another process holds and this one follows.
 */
public final class RunDirectory implements AutoCloseable {

    /** What was found at the output. */
    public enum Opening {
        NEW,
        RESUMED,
        FINISHED,
        /** Another process holds it and works on it together with this one. */
        FOLLOWED
    }

    private final Path path;
    private final Opening opening;
    private final @Nullable LockFile lock;

    private RunDirectory(Path path, Opening opening, @Nullable LockFile lock) {
        this.path = path;
        this.opening = opening;
        this.lock = lock;
    }

    /**
     * Makes the folder (and its parents), or opens the same run again.
     *
     * @param fresh moves a run that is there to NAME.1 and makes a new one
     * @throws InputException where the folder is another run's (naming the first keys that differ), is locked, holds
     *     something else, or cannot be written
     */
    public static RunDirectory open(Path output, Identity identity, boolean fresh) {
        Path folder = output.toAbsolutePath().normalize();
        RunFolders.refuseOthers(folder);
        if (fresh && RunFolders.isRun(folder)) {
            RunFolders.moveAside(folder);
        }
        if (RunFolders.isRun(folder) && isFinished(folder, identity)) {
            return new RunDirectory(folder, Opening.FINISHED, null);
        }
        RunFolders.create(folder);
        LockFile lock = LockFile.acquire(folder);
        @Nullable RunDirectory opened = null;
        try {
            opened = openLocked(folder, identity, lock);
        } finally {
            if (opened == null || opened.lock == null) {
                lock.close();
            }
        }
        return opened;
    }

    /**
     * The run that another process has opened and works on together with this one: read here, and written there alone.
     *
     * @throws InputException where the folder is another run's
     */
    public static RunDirectory follow(Path output, Identity identity) {
        Path folder = output.toAbsolutePath().normalize();
        return new RunDirectory(folder, isFinished(folder, identity) ? Opening.FINISHED : Opening.FOLLOWED, null);
    }

    /**
     * Whether the folder holds this run, done. Looks only.
     *
     * @throws InputException where the folder is another run's or holds something else
     */
    public static boolean holdsFinished(Path output, Identity identity) {
        Path folder = output.toAbsolutePath().normalize();
        RunFolders.refuseOthers(folder);
        return RunFolders.isRun(folder) && isFinished(folder, identity);
    }

    /** Everything again under the lock: another process may have made or finished the run in between. */
    private static RunDirectory openLocked(Path folder, Identity identity, LockFile lock) {
        RunFolders.refuseOthers(folder);
        if (!RunFolders.isRun(folder)) {
            Instant now = Instant.now();
            RunStatus status = new RunStatus(RunState.PENDING, now, now, "");
            AtomicFile.write(folder.resolve(RunStatus.FILE), status.json());
            // last, because it is what makes the folder a run
            AtomicFile.write(folder.resolve(RunFolders.IDENTITY), Json.pretty(identity.json()));
            return new RunDirectory(folder, Opening.NEW, lock);
        }
        return isFinished(folder, identity)
                ? new RunDirectory(folder, Opening.FINISHED, null)
                : new RunDirectory(folder, Opening.RESUMED, lock);
    }

    private static boolean isFinished(Path folder, Identity now) {
        Optional<Identity> was = identity(folder);
        if (was.isEmpty()) {
            throw new InputException(
                    "run.damaged",
                    folder.resolve(RunFolders.IDENTITY).toString(),
                    "it cannot be read",
                    "a run says what it is",
                    "use --fresh, which keeps the old folder beside, or choose another output");
        }
        List<String> differences = was.get().differencesTo(now);
        if (!differences.isEmpty()) {
            throw new InputException(
                    "run.other",
                    folder.toString(),
                    "the folder holds another run; " + String.join("; ", differences),
                    "a run goes on only with the same recipe, data and model",
                    "choose another output, or use --fresh, which keeps the old folder beside");
        }
        return RunStatus.read(folder)
                .filter(status -> status.state() == RunState.SUCCEEDED)
                .isPresent();
    }

    static Optional<Identity> identity(Path folder) {
        try {
            return Identity.read(Files.readString(folder.resolve(RunFolders.IDENTITY)));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    public Opening opening() {
        return opening;
    }

    public Path path() {
        return path;
    }

    /** A file or folder of the run: {@code model}, {@code checkpoints}, {@code evaluation.json}. */
    public Path resolve(String name) {
        return path.resolve(name);
    }

    public Path metrics() {
        return path.resolve("metrics.jsonl");
    }

    /** What {@code state.json} says; a damaged one reads as a run that has not begun. */
    public RunStatus status() {
        Instant now = Instant.now();
        return RunStatus.read(path).orElseGet(() -> new RunStatus(RunState.PENDING, now, now, ""));
    }

    public void state(RunState state, String message) {
        RunStatus before = status();
        write(RunStatus.FILE, new RunStatus(state, before.created(), Instant.now(), message).json());
    }

    public void writeRecipe(ResolvedRecipe recipe) {
        write("recipe.yaml", recipe.yaml());
    }

    public void writeManifest(Manifest manifest) {
        write(Manifest.FILE, manifest.json());
    }

    /** Writes a file of the run at once or not at all, unless it is another process that writes. */
    public void write(String name, String text) {
        if (opening == Opening.FOLLOWED) {
            return;
        }
        if (lock == null) {
            throw new IllegalStateException("a finished run takes no change: " + path);
        }
        AtomicFile.write(path.resolve(name), text);
    }

    @Override
    public void close() {
        if (lock != null) {
            lock.close();
        }
    }
}
