// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.function.LongConsumer;
import org.attune.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings one blob into the cache: goes on where an earlier attempt ended, checks size and hash, renames last. */
final class BlobDownload {

    /** For a file whose length nobody tells: such are configuration files, never weights. */
    private static final long UNTOLD_LIMIT = 64L << 20;

    private static final Logger LOG = LoggerFactory.getLogger(BlobDownload.class);

    private final Connection connection;
    private final Retries retries;
    private final RepositoryCache cache;

    BlobDownload(Connection connection, Retries retries, RepositoryCache cache) {
        this.connection = connection;
        this.retries = retries;
        this.cache = cache;
    }

    /** Whether the blob is there with the length that the hub tells. */
    static boolean present(Path blob, FileFacts facts) throws IOException {
        return Files.isRegularFile(blob)
                && (facts.size().isEmpty() || Files.size(blob) == facts.size().getAsLong());
    }

    /** Brings the blob and lets it appear in the snapshot; nothing where another thread or process did so meanwhile. */
    void bring(RemoteFile file, LongConsumer length) throws RequestFailure, IOException {
        FileFacts facts = file.facts();
        Path blob = cache.blob(facts.etag());
        Files.createDirectories(blob.getParent());
        try (BlobLock lock = BlobLock.take(cache.lock(facts.etag()))) {
            LOG.trace("holding {}", lock);
            if (Files.isRegularFile(cache.file(file.commit(), file.name()))) {
                return;
            }
            boolean isNew = !present(blob, facts);
            if (isNew) {
                fetchWhole(file.address(), blob, facts, length);
            }
            cache.link(file.commit(), file.name(), blob, isNew);
        }
    }

    private void fetchWhole(URI address, Path blob, FileFacts facts, LongConsumer length)
            throws RequestFailure, IOException {
        Path part = cache.part(facts.etag());
        boolean resumed = usable(part, facts);
        fetch(address, part, facts, length);
        if (!whole(part, facts) && resumed) {
            LOG.warn("what an earlier attempt left of {} is not part of it; starting again", address);
            Files.delete(part);
            fetch(address, part, facts, length);
        }
        if (!whole(part, facts)) {
            Files.delete(part);
            throw changed(address);
        }
        Files.move(part, blob, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A part may be gone on with only where the hash will tell whether it belongs. */
    private static boolean usable(Path part, FileFacts facts) throws IOException {
        boolean usable = Files.isRegularFile(part)
                && Files.size(part) > 0
                && ContentHash.canTell(facts.etag())
                && facts.size().isPresent()
                && Files.size(part) <= facts.size().getAsLong();
        if (!usable) {
            Files.deleteIfExists(part);
        }
        return usable;
    }

    private void fetch(URI address, Path part, FileFacts facts, LongConsumer length)
            throws RequestFailure, IOException {
        try {
            retries.run(() -> have(part), () -> attempt(address, part, facts, length));
        } catch (RequestFailure failure) {
            if (failure.problem().code().equals("hub.too-long")) {
                Files.deleteIfExists(part);
            }
            throw failure;
        }
    }

    private Answer attempt(URI address, Path part, FileFacts facts, LongConsumer length) throws RequestFailure {
        long have = facts.size().isPresent() ? have(part) : 0;
        long end = facts.size().orElse(UNTOLD_LIMIT);
        Map<String, String> range =
                have > 0 && have < end ? Map.of("Range", "bytes=" + have + "-") : Map.<String, String>of();
        if (have > 0 && have == end) {
            return connection.send(Call.head(address)); // all of it is here: only the hash is left to check
        }
        return connection.send(Call.get(address, range, info -> {
            long start = continues(info, have) ? have : 0;
            return new FileSink(part, start, end - start, length);
        }));
    }

    /** A server may send the whole file all the same; then it starts again. */
    private static boolean continues(HttpResponse.ResponseInfo info, long have) {
        return info.statusCode() == 206
                && info.headers()
                        .firstValue("Content-Range")
                        .filter(v -> v.strip().startsWith("bytes " + have + "-"))
                        .isPresent();
    }

    private static long have(Path part) {
        try {
            return Files.exists(part) ? Files.size(part) : 0;
        } catch (IOException e) {
            throw CacheProblems.failure(part, e);
        }
    }

    private static boolean whole(Path part, FileFacts facts) throws IOException {
        return present(part, facts) && ContentHash.matches(part, facts.etag());
    }

    private static RequestFailure changed(URI address) {
        return new RequestFailure(
                RequestFailure.Kind.BROKEN,
                new Problem(
                        "hub.content",
                        address.toString(),
                        "what arrived has another length or hash than the hub announced",
                        "a file arrives as it was stored",
                        "try again; if it stays, a proxy or mirror on the way changes files"),
                null);
    }
}
