// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One repository's folder in the cache: where things lie, and how a file enters it. */
final class RepositoryCache {

    private static final Logger LOG = LoggerFactory.getLogger(RepositoryCache.class);

    private final Path folder;
    private final Path locks;
    private final boolean symbolicLinks;

    RepositoryCache(HubSettings settings, HubReference reference) {
        this.folder = settings.cache().resolve(reference.folder());
        this.locks = settings.cache().resolve(".locks").resolve(reference.folder());
        this.symbolicLinks = settings.symbolicLinks();
    }

    Path snapshot(String commit) {
        return folder.resolve("snapshots").resolve(commit);
    }

    Path file(String commit, String name) {
        return inside(snapshot(commit), name);
    }

    Path blob(String etag) {
        return folder.resolve("blobs").resolve(etag);
    }

    /** What has arrived of a blob; the hub's Python library used the same name for it. */
    Path part(String etag) {
        return folder.resolve("blobs").resolve(etag + ".incomplete");
    }

    /** Not the lock file of the hub's Python library: its locks are of another kind here, and it may delete its files. */
    Path lock(String etag) {
        return locks.resolve(etag + ".attune.lock");
    }

    /** The commit that a branch or tag stood at when it was last fetched. */
    Optional<String> commitOf(HubReference reference) {
        if (reference.namesCommit()) {
            return Optional.of(reference.revision());
        }
        Path ref = inside(folder.resolve("refs"), reference.revision());
        try {
            return Files.isRegularFile(ref)
                    ? Optional.of(Files.readString(ref).strip()).filter(HubReference::isCommit)
                    : Optional.empty();
        } catch (IOException e) {
            throw CacheProblems.failure(ref, e);
        }
    }

    /** Best effort: a cache that is whole serves although it may not be written. */
    void remember(HubReference reference, String commit) {
        if (reference.namesCommit()
                || commitOf(reference).filter(commit::equals).isPresent()) {
            return;
        }
        Path ref = inside(folder.resolve("refs"), reference.revision());
        try {
            Files.createDirectories(ref.getParent());
            Path whole = beside(ref);
            Files.writeString(whole, commit);
            Files.move(whole, ref, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            LOG.warn("the cache does not remember {}: {}", reference, e.toString());
        }
    }

    boolean knowsAbsent(String commit, String name) {
        return Files.exists(inside(folder.resolve(".no_exist").resolve(commit), name));
    }

    /** Best effort, as above. A commit never changes, so this holds for ever. */
    void rememberAbsent(String commit, String name) {
        Path mark = inside(folder.resolve(".no_exist").resolve(commit), name);
        if (Files.exists(mark)) {
            return;
        }
        try {
            Files.createDirectories(mark.getParent());
            Files.createFile(mark);
        } catch (FileAlreadyExistsException e) {
            LOG.debug("marked by another process: {}", mark);
        } catch (IOException e) {
            LOG.warn("the cache does not remember that {} is absent: {}", name, e.toString());
        }
    }

    /** Makes the blob appear in the snapshot; relative, so that the cache can be moved. */
    void link(String commit, String name, Path blob, boolean isNew) throws IOException {
        Path pointer = file(commit, name);
        Path parent = Objects.requireNonNull(pointer.getParent());
        Files.createDirectories(parent);
        Path whole = beside(pointer);
        if (!symbolicLinks || !linked(whole, parent.relativize(blob))) {
            if (isNew) {
                Files.move(blob, pointer, StandardCopyOption.REPLACE_EXISTING);
                return;
            }
            Files.copy(blob, whole);
        }
        Files.move(whole, pointer, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static boolean linked(Path link, Path target) throws IOException {
        try {
            Files.createSymbolicLink(link, target);
            return true;
        } catch (UnsupportedOperationException | FileSystemException e) {
            LOG.debug("no symbolic links here, files are moved or copied: {}", e.toString());
            return false;
        }
    }

    private static Path beside(Path file) {
        return file.resolveSibling(
                file.getFileName() + "." + UUID.randomUUID().toString().substring(0, 8) + ".tmp");
    }

    /** Names were checked where they came in; this is the last line of defence. */
    private static Path inside(Path folder, String name) {
        Path path = folder.resolve(name).normalize();
        if (!path.startsWith(folder) || path.equals(folder)) {
            throw new IllegalArgumentException("outside the cache: " + name);
        }
        return path;
    }
}
