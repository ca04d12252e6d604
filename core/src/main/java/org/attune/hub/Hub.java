// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.attune.problem.InputException;
import org.attune.problem.WorkException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Models by name. Threads and processes may ask for the same model at once. */
public final class Hub {

    private static final Logger LOG = LoggerFactory.getLogger(Hub.class);

    private final HubSettings settings;
    private final HubProgress progress;

    public Hub(HubSettings settings, HubProgress progress) {
        this.settings = settings;
        this.progress = progress;
    }

    /** As {@link #resolve(HubReference)}. */
    public Path resolve(String repository, String revision) {
        return resolve(new HubReference(repository, revision));
    }

    /**
     * The folder of the model's files, fetched where the cache does not have them. A commit that is in the cache takes
     * no request, a branch that has not moved takes one. Where the hub cannot be reached, the cache's last state of
     * the branch serves, with a warning in the log.
     *
     * @throws InputException where the model cannot be had: no such name, no access, offline and not in the cache
     * @throws WorkException where the network, the disk or the other side failed
     */
    public Path resolve(HubReference reference) {
        RepositoryCache cache = new RepositoryCache(settings, reference);
        Optional<LocalSnapshot> local = cache.commitOf(reference).map(commit -> new LocalSnapshot(cache, commit));
        if (settings.offline()) {
            return offline(reference, local);
        }
        if (reference.namesCommit() && local.isPresent() && local.get().whole()) {
            return local.get().folder();
        }
        try {
            return new SnapshotDownload(settings, reference, cache, progress).run();
        } catch (RequestFailure failure) {
            if (failure.passing() && local.isPresent() && local.get().missing().isEmpty()) {
                LOG.warn(
                        "{}; going on with what the cache has: {}",
                        failure.problem().found(),
                        local.get().folder());
                return local.get().folder();
            }
            throw failure.asException();
        } catch (IOException e) {
            throw CacheProblems.failure(settings.cache(), e);
        }
    }

    private Path offline(HubReference reference, Optional<LocalSnapshot> local) {
        List<String> missing = local.map(LocalSnapshot::missing).orElse(List.of());
        if (local.isPresent() && missing.isEmpty()) {
            return local.get().folder();
        }
        String found = local.isEmpty()
                ? "the cache " + settings.cache() + " does not know this model at this revision"
                : "the cache holds the model without " + String.join(", ", missing);
        throw new InputException(
                "hub.offline",
                reference.toString(),
                found,
                "with HF_HUB_OFFLINE=1 the cache alone is used",
                "unset HF_HUB_OFFLINE once with a network, or copy the cache from a machine that has the model");
    }
}
