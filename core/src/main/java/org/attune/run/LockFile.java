// SPDX-License-Identifier: Apache-2.0
package org.attune.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.attune.problem.InputException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The right to write a run. The system's file lock ends with its process, however that ends; the owner's name in the
 * file is for messages, for readers, and for file systems without locks. An empty file is a free lock.
 */
public final class LockFile implements AutoCloseable {

    static final String NAME = "lock";

    private static final Logger LOG = LoggerFactory.getLogger(LockFile.class);

    /** Windows forbids reading a locked region, so the locked byte lies behind the text. */
    private static final long LOCKED_BYTE = Long.MAX_VALUE - 1;

    private static final int LONGEST = 4096;

    /** POSIX gives up a lock when its process closes any handle of the file: whoever is named here is not read again. */
    private static final Map<Path, Owner> HELD = new ConcurrentHashMap<>();

    private final Path folder;
    private final FileChannel channel;

    private LockFile(Path folder, FileChannel channel) {
        this.folder = folder;
        this.channel = channel;
    }

    /** @throws InputException where a live process has it, or one on another machine may have it */
    public static LockFile acquire(Path folder) {
        try {
            Path real = folder.toRealPath();
            Owner self = Owner.self();
            Owner held = HELD.putIfAbsent(real, self);
            if (held != null) {
                throw locked(folder, "this process (" + held.pid() + ") on " + held.host());
            }
            @Nullable LockFile lock = null;
            try {
                lock = take(folder, real, self);
            } finally {
                if (lock == null) {
                    HELD.remove(real);
                }
            }
            return lock;
        } catch (IOException e) {
            throw RunFolders.unwritable(folder, e);
        }
    }

    private static LockFile take(Path folder, Path real, Owner self) throws IOException {
        FileChannel channel = FileChannel.open(
                real.resolve(NAME), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        boolean taken = false;
        try {
            boolean free = tryLock(channel);
            Optional<Owner> owner = Owner.read(content(channel));
            if (!free) {
                throw locked(folder, owner.map(Owner::shown).orElse("another process"));
            }
            if (owner.isPresent() && !owner.get().isHere()) {
                throw elsewhere(folder, owner.get());
            }
            if (owner.isPresent() && !owner.get().isSelf() && owner.get().isAlive()) {
                throw locked(folder, owner.get().shown());
            }
            write(channel, self.json());
            taken = true;
            return new LockFile(real, channel);
        } finally {
            if (!taken) {
                channel.close();
            }
        }
    }

    /** Whether somebody writes this run now, as far as this machine can tell. Never touches the system's lock. */
    static boolean isHeld(Path folder) {
        Optional<Owner> owner = owner(folder);
        return owner.isPresent() && (!owner.get().isHere() || owner.get().isAlive());
    }

    /** Who the file names, dead or alive. */
    static Optional<Owner> owner(Path folder) {
        try {
            Path real = folder.toRealPath();
            Owner held = HELD.get(real);
            if (held != null) {
                return Optional.of(held);
            }
            Path file = real.resolve(NAME);
            return !Files.isRegularFile(file) || Files.size(file) > LONGEST
                    ? Optional.empty()
                    : Owner.read(Files.readString(file));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** The file stays, empty: a deleted one could be locked by two processes under one name. */
    @Override
    public void close() {
        try (channel) {
            channel.truncate(0);
        } catch (IOException e) {
            // the lock itself ends with the channel or the process; a stale name reads as dead then
            LOG.warn("could not empty the lock file of {}", folder, e);
        } finally {
            HELD.remove(folder);
        }
    }

    private static boolean tryLock(FileChannel channel) {
        try {
            FileLock lock = channel.tryLock(LOCKED_BYTE, 1, false);
            return lock != null;
        } catch (OverlappingFileLockException here) {
            return false;
        } catch (IOException unsupported) {
            LOG.warn("this file system has no locks; only process numbers guard the run", unsupported);
            return true;
        }
    }

    private static String content(FileChannel channel) throws IOException {
        byte[] bytes = new byte[LONGEST];
        channel.position(0);
        int length = Channels.newInputStream(channel).readNBytes(bytes, 0, LONGEST);
        return new String(bytes, 0, length, StandardCharsets.UTF_8);
    }

    private static void write(FileChannel channel, String text) throws IOException {
        channel.truncate(0);
        ByteBuffer rest = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        channel.position(0);
        while (rest.hasRemaining()) {
            channel.write(rest);
        }
        channel.force(true);
    }

    private static InputException locked(Path folder, String who) {
        return new InputException(
                "run.locked",
                folder.toString(),
                who + " writes this run",
                "one process writes a run",
                "wait until it is done, stop it, or choose another output");
    }

    private static InputException elsewhere(Path folder, Owner owner) {
        return new InputException(
                "run.locked-elsewhere",
                folder.toString(),
                owner.shown() + " holds this run; this machine cannot see whether it still works",
                "one process writes a run",
                "if that process is gone, delete " + folder.resolve(NAME) + " and run again");
    }
}
