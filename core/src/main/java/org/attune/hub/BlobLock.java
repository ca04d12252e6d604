// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One download of a blob at a time, over threads and processes. A process that dies lets go. Only saves work: what
 * enters the cache is checked by hash and renamed in one step, with or without the lock.
 */
final class BlobLock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(BlobLock.class);

    /** A file's lock belongs to the whole JVM, so its threads need one of their own. */
    private static final Map<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();

    private final ReentrantLock thread;
    private final @Nullable FileChannel channel;

    private BlobLock(ReentrantLock thread, @Nullable FileChannel channel) {
        this.thread = thread;
        this.channel = channel;
    }

    /** Waits until nobody else holds it. */
    static BlobLock take(Path file) throws IOException {
        ReentrantLock thread = THREADS.computeIfAbsent(file.toAbsolutePath(), f -> new ReentrantLock());
        thread.lock();
        try {
            Files.createDirectories(file.getParent());
            return new BlobLock(thread, locked(file));
        } catch (IOException | RuntimeException e) {
            thread.unlock();
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        try {
            if (channel != null) {
                channel.close(); // frees the file's lock, which must go before the next thread asks for it
            }
        } finally {
            thread.unlock();
        }
    }

    private static @Nullable FileChannel locked(Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock lock = channel.tryLock();
            if (lock == null) {
                LOG.info("another process is fetching this file; waiting for {}", file);
                lock = channel.lock();
            }
            LOG.trace("locked {}", lock);
            return channel;
        } catch (IOException e) {
            channel.close();
            LOG.warn("no locks on this file system ({}); going on without", e.toString());
            return null;
        }
    }
}
