// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.attune.hub.RequestFailure.Kind;
import org.attune.problem.Problem;

/** Brings what a model needs of one revision into the cache; asks once where everything is there already. */
final class SnapshotDownload {

    private final HubSettings settings;
    private final HubReference reference;
    private final RepositoryCache cache;
    private final Connection connection;
    private final Retries retries;
    private final HubProgress progress;

    SnapshotDownload(HubSettings settings, HubReference reference, RepositoryCache cache, HubProgress progress) {
        this.settings = settings;
        this.reference = reference;
        this.cache = cache;
        this.connection = new Connection(settings, reference);
        this.retries = new Retries(settings.transport());
        this.progress = progress;
    }

    /** @return the snapshot's folder */
    Path run() throws RequestFailure, IOException {
        Listing listing = list();
        Set<String> files = new TreeSet<>(WantedFiles.besidesWeights(listing.files()));
        String weights = WantedFiles.weights(listing.files()).orElse(null);
        if (weights == null || !(files.contains("config.json") || files.contains("adapter_config.json"))) {
            throw noModel(listing);
        }
        files.add(weights);
        if (weights.endsWith(WantedFiles.INDEX_END)) {
            bring(listing.commit(), Set.of(weights));
            files.addAll(shards(listing, weights));
        }
        bring(listing.commit(), files);
        for (String name : WantedFiles.SMALL) {
            if (!listing.files().contains(name)) {
                cache.rememberAbsent(listing.commit(), name);
            }
        }
        cache.remember(reference, listing.commit());
        return cache.snapshot(listing.commit());
    }

    private Listing list() throws RequestFailure {
        URI address = URI.create(settings.endpoint() + "/api/models/" + reference.repository() + "/revision/"
                + HubReference.encoded(reference.revision()));
        MemorySink text = new MemorySink(Listing.LONGEST);
        retries.run(() -> connection.send(Call.get(address, Map.of(), info -> text)));
        return Listing.parse(text.content())
                .filter(l -> !reference.namesCommit() || l.commit().equals(reference.revision()))
                .orElseThrow(() -> noHub("the answer to " + address + " is not the hub's list of files"));
    }

    private Set<String> shards(Listing listing, String index) throws RequestFailure, IOException {
        Set<String> shards = ShardIndex.files(cache.file(listing.commit(), index))
                .orElseThrow(() -> refused(
                        "hub.index",
                        index + " is no index of shards",
                        "a map \"weight_map\" from tensors to files beside it",
                        "tell the repository's owner, or use another revision"));
        List<String> absent =
                shards.stream().filter(s -> !listing.files().contains(s)).toList();
        if (!absent.isEmpty()) {
            throw refused(
                    "hub.index",
                    index + " names " + absent.size() + " files that the repository does not have, first "
                            + Problem.quote(absent.get(0)),
                    "every shard of the index is there",
                    "tell the repository's owner, or use another revision");
        }
        return shards;
    }

    /** Asks for all missing files first, so that the whole size is known before the first byte. */
    private void bring(String commit, Collection<String> files) throws RequestFailure, IOException {
        List<RemoteFile> missing = new ArrayList<>();
        long arrived = 0;
        for (String name : files) {
            if (Files.isRegularFile(cache.file(commit, name))) {
                continue;
            }
            RemoteFile file = ask(commit, name);
            Path blob = cache.blob(file.facts().etag());
            if (BlobDownload.present(blob, file.facts())) {
                cache.link(commit, name, blob, false);
            } else {
                missing.add(file);
                Path part = cache.part(file.facts().etag());
                arrived += Files.isRegularFile(part) ? Files.size(part) : 0;
            }
        }
        if (!missing.isEmpty()) {
            long total = missing.stream().mapToLong(SnapshotDownload::size).sum();
            DiskSpace.check(settings.cache(), total - arrived, reference);
            download(missing, total);
        }
    }

    private void download(List<RemoteFile> missing, long total) throws RequestFailure, IOException {
        BlobDownload blobs = new BlobDownload(connection, retries, cache);
        long done = 0;
        for (RemoteFile file : missing) {
            long before = done;
            blobs.bring(file, now -> progress.fetched(file.name(), before + now, total));
            done += size(file);
            progress.fetched(file.name(), done, total);
        }
    }

    private static long size(RemoteFile file) {
        return file.facts().size().orElse(0);
    }

    private RemoteFile ask(String commit, String name) throws RequestFailure {
        URI address = address(commit, name);
        Answer answer = retries.run(() -> connection.send(Call.head(address)));
        FileFacts facts = FileFacts.of(answer)
                .orElseThrow(() -> noHub("the answer to " + address + " has no ETag that can name a file"));
        return new RemoteFile(commit, name, address, facts);
    }

    private URI address(String commit, String file) {
        List<String> segments = new ArrayList<>();
        for (String segment : file.split("/")) {
            segments.add(HubReference.encoded(segment));
        }
        return URI.create(settings.endpoint() + "/" + reference.repository() + "/resolve/" + commit + "/"
                + String.join("/", segments));
    }

    private RequestFailure noModel(Listing listing) {
        List<String> some =
                listing.files().stream().limit(6).map(Problem::quote).toList();
        return refused(
                "hub.no-model",
                "this repository holds no model that can be fine-tuned here; it has "
                        + listing.files().size() + " files, such as " + String.join(", ", some),
                "config.json and model.safetensors (or its shards, or pytorch_model.bin)",
                "look for the original model that this repository was made from");
    }

    private RequestFailure noHub(String found) {
        return new RequestFailure(
                Kind.BROKEN,
                new Problem(
                        "hub.answer",
                        reference.toString(),
                        found,
                        "HF_ENDPOINT (it is " + settings.endpoint() + ") is a hub",
                        "check HF_ENDPOINT, and whether a log-in page of your network answers in its place"),
                null);
    }

    private RequestFailure refused(String code, String found, String expected, String fix) {
        return new RequestFailure(Kind.REFUSED, new Problem(code, reference.toString(), found, expected, fix), null);
    }
}
