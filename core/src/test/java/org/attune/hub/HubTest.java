// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.attune.hub.HubFixture.REPOSITORY;
import static org.attune.hub.HubFixture.WEIGHTS;
import static org.attune.hub.HubFixture.bytes;
import static org.attune.hub.HubFixture.encoder;
import static org.attune.hub.HubFixture.settings;
import static org.attune.hub.HubFixture.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HubTest {

    @TempDir
    Path cache;

    private FakeHub server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeHub();
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Hub hub() {
        return new Hub(settings(server.endpoint(), cache), HubProgress.NONE);
    }

    private Path folder() {
        return cache.resolve("models--acme--small-bert");
    }

    @Test
    void only_what_a_model_needs_is_fetched_into_the_shared_layout() throws IOException {
        String commit = server.commit(REPOSITORY, "main", encoder());
        Path snapshot = hub().resolve(REPOSITORY, "main");

        assertThat(snapshot).isEqualTo(folder().resolve("snapshots").resolve(commit));
        assertThat(filesUnder(snapshot))
                .containsExactlyInAnyOrder(
                        "config.json",
                        "tokenizer.json",
                        "vocab.txt",
                        "modules.json",
                        "1_Pooling/config.json",
                        "model.safetensors");
        assertThat(Files.readString(folder().resolve("refs/main"))).isEqualTo(commit);
        assertThat(snapshot.resolve("model.safetensors")).hasBinaryContent(WEIGHTS);
        assertThat(Files.readSymbolicLink(snapshot.resolve("model.safetensors")))
                .isEqualTo(Path.of("../../blobs/" + FakeHub.etag(WEIGHTS)));
        assertThat(Files.readSymbolicLink(snapshot.resolve("1_Pooling/config.json")))
                .isEqualTo(Path.of("../../../blobs/" + FakeHub.etag(text("{\"pooling_mode_mean_tokens\":true}"))));
        assertThat(folder().resolve(".no_exist").resolve(commit).resolve("tokenizer.model"))
                .isEmptyFile();
        assertThat(folder().resolve(".no_exist").resolve(commit).resolve("config.json"))
                .doesNotExist();
        assertThat(filesUnder(folder().resolve("blobs"))).noneMatch(f -> f.endsWith(".incomplete"));
    }

    @Test
    void a_branch_that_has_not_moved_takes_one_request() {
        server.commit(REPOSITORY, "main", encoder());
        Path first = hub().resolve(REPOSITORY, "main");
        server.seen.clear();
        assertThat(hub().resolve(REPOSITORY, "main")).isEqualTo(first);
        assertThat(server.paths("hub")).containsExactly("GET /api/models/acme/small-bert/revision/main");
        assertThat(server.paths("storage")).isEmpty();
    }

    @Test
    void a_commit_in_the_cache_takes_no_request() {
        String commit = server.commit(REPOSITORY, "main", encoder());
        Path first = hub().resolve(REPOSITORY, "main");
        server.seen.clear();
        assertThat(hub().resolve(REPOSITORY, commit)).isEqualTo(first);
        assertThat(server.seen).isEmpty();
        assertThat(folder().resolve("refs").resolve(commit)).doesNotExist();
    }

    @Test
    void a_new_commit_downloads_only_the_files_that_changed() {
        server.commit(REPOSITORY, "main", encoder());
        hub().resolve(REPOSITORY, "main");
        Map<String, byte[]> changed = encoder();
        changed.put("config.json", text("{\"model_type\":\"bert\",\"dropout\":0}"));
        String second = server.commit(REPOSITORY, "main", changed);
        server.seen.clear();

        Path snapshot = hub().resolve(REPOSITORY, "main");
        assertThat(snapshot.getFileName()).hasToString(second);
        assertThat(snapshot.resolve("config.json")).hasContent("{\"model_type\":\"bert\",\"dropout\":0}");
        assertThat(server.paths("hub").stream().filter(p -> p.startsWith("GET")))
                .containsExactly(
                        "GET /api/models/acme/small-bert/revision/main",
                        "GET /acme/small-bert/resolve/" + second + "/config.json");
        assertThat(server.paths("storage")).isEmpty();
    }

    @Test
    void a_revision_with_slashes_is_one_segment_of_the_address() throws IOException {
        String commit = server.commit(REPOSITORY, "refs/pr/1", encoder());
        hub().resolve(HubReference.parse("hf:acme/small-bert@refs/pr/1"));
        assertThat(server.paths("hub").get(0)).isEqualTo("GET /api/models/acme/small-bert/revision/refs%2Fpr%2F1");
        assertThat(Files.readString(folder().resolve("refs/refs/pr/1"))).isEqualTo(commit);
    }

    @Test
    void shards_come_by_their_index_and_nothing_beside_it() {
        Map<String, byte[]> files = new TreeMap<>();
        files.put("config.json", text("{}"));
        files.put(
                "model.safetensors.index.json",
                text("{\"weight_map\":{\"a\":\"model-00001-of-00002.safetensors\","
                        + "\"b\":\"model-00002-of-00002.safetensors\",\"c\":\"model-00001-of-00002.safetensors\"}}"));
        files.put("model-00001-of-00002.safetensors", bytes(4_000, 5));
        files.put("model-00002-of-00002.safetensors", bytes(4_000, 6));
        files.put("model-00003-of-00003.safetensors", bytes(4_000, 7));
        files.put("pytorch_model.bin", bytes(4_000, 8));
        server.commit(REPOSITORY, "main", files);
        assertThat(filesUnder(hub().resolve(REPOSITORY, "main")))
                .containsExactlyInAnyOrder(
                        "config.json",
                        "model.safetensors.index.json",
                        "model-00001-of-00002.safetensors",
                        "model-00002-of-00002.safetensors");
    }

    @Test
    void a_repository_without_safetensors_gives_its_pytorch_file() {
        Map<String, byte[]> files = encoder();
        files.remove("model.safetensors");
        server.commit(REPOSITORY, "main", files);
        assertThat(filesUnder(hub().resolve(REPOSITORY, "main"))).contains("pytorch_model.bin");
    }

    @Test
    void the_progress_ends_at_the_total_of_what_was_missing() {
        server.commit(REPOSITORY, "main", encoder());
        List<long[]> told = new ArrayList<>();
        HubProgress progress = (file, done, total) -> told.add(new long[] {done, total});
        new Hub(settings(server.endpoint(), cache), progress).resolve(REPOSITORY, "main");
        long whole = filesUnder(folder().resolve("blobs")).stream()
                .mapToLong(f -> folder().resolve("blobs").resolve(f).toFile().length())
                .sum();
        assertThat(told.get(told.size() - 1)).containsExactly(whole, whole);
        assertThat(told).isSortedAccordingTo((a, b) -> Long.compare(a[0], b[0]));
    }

    @Test
    void threads_that_ask_at_once_fetch_each_blob_once() throws Exception {
        for (boolean links : new boolean[] {true, false}) {
            server.seen.clear();
            Path own = cache.resolve(links ? "links" : "copies");
            HubSettings settings = settings(server.endpoint(), own);
            server.commit(REPOSITORY, "main", encoder());
            Callable<Path> task = () -> new Hub(links ? settings : HubFixture.withoutLinks(settings), HubProgress.NONE)
                    .resolve(REPOSITORY, "main");
            ExecutorService threads = Executors.newFixedThreadPool(6);
            try {
                for (Future<Path> result : threads.invokeAll(Collections.nCopies(6, task))) {
                    assertThat(result.get().resolve("model.safetensors")).hasBinaryContent(WEIGHTS);
                }
            } finally {
                threads.shutdown();
            }
            assertThat(server.paths("storage").stream().filter(p -> p.endsWith(FakeHub.etag(WEIGHTS))))
                    .hasSize(1);
        }
    }

    @Test
    void where_links_do_not_work_files_are_moved_and_old_blobs_copied() throws IOException {
        server.commit(REPOSITORY, "main", encoder());
        Hub hub = new Hub(HubFixture.withoutLinks(settings(server.endpoint(), cache)), HubProgress.NONE);
        Path blob = folder().resolve("blobs").resolve(FakeHub.etag(HubFixture.TOKENIZER));
        Files.createDirectories(blob.getParent());
        Files.write(blob, HubFixture.TOKENIZER);

        Path snapshot = hub.resolve(REPOSITORY, "main");
        assertThat(snapshot.resolve("model.safetensors"))
                .hasBinaryContent(WEIGHTS)
                .satisfies(f -> assertThat(Files.isSymbolicLink(f)).isFalse());
        assertThat(snapshot.resolve("tokenizer.json")).hasBinaryContent(HubFixture.TOKENIZER);
        assertThat(filesUnder(folder().resolve("blobs")))
                .containsExactly(blob.getFileName().toString());
    }

    @Test
    void a_link_whose_blob_was_deleted_is_made_whole_again() throws IOException {
        server.commit(REPOSITORY, "main", encoder());
        Path snapshot = hub().resolve(REPOSITORY, "main");
        Files.delete(folder().resolve("blobs").resolve(FakeHub.etag(WEIGHTS)));
        assertThat(hub().resolve(REPOSITORY, "main").resolve("model.safetensors"))
                .hasBinaryContent(WEIGHTS);
        assertThat(Files.isSymbolicLink(snapshot.resolve("model.safetensors"))).isTrue();
    }

    @Test
    void the_environments_proxy_is_gone_through() {
        server.commit(REPOSITORY, "main", Map.of("config.json", text("{}"), "model.safetensors", text("small")));
        HubSettings settings = HubSettings.fromEnvironment(Map.of(
                "HF_HOME",
                cache.toString(),
                "HF_ENDPOINT",
                "http://hub.invalid",
                "HTTP_PROXY",
                server.endpoint().toString()));
        assertThat(new Hub(settings, HubProgress.NONE)
                        .resolve(REPOSITORY, "main")
                        .resolve("model.safetensors"))
                .hasContent("small");
    }

    static List<String> filesUnder(Path folder) {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile)
                    .map(f -> folder.relativize(f).toString().replace('\\', '/'))
                    .toList();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
