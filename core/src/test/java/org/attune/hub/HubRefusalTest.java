// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.attune.hub.HubFixture.REPOSITORY;
import static org.attune.hub.HubFixture.encoder;
import static org.attune.hub.HubFixture.settings;
import static org.attune.hub.HubFixture.text;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.attune.problem.InputException;
import org.attune.problem.WorkException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way in which the hub or the machine says no, and what the user is told. */
final class HubRefusalTest {

    private static final String API = "/GET/api/models/acme/small-bert/revision/main";
    private static final String CONFIG = "/config.json";

    @TempDir
    Path cache;

    private FakeHub server;

    @BeforeEach
    void start() throws IOException {
        server = new FakeHub();
        server.commit(REPOSITORY, "main", encoder());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private Path resolve(String... token) {
        return new Hub(settings(server.endpoint(), cache, token), HubProgress.NONE).resolve(REPOSITORY, "main");
    }

    private void refuses(Class<? extends RuntimeException> kind, String code, String... parts) {
        assertThatThrownBy(this::resolve)
                .isInstanceOf(kind)
                .hasMessageContaining("[" + code + "]")
                .hasMessageContainingAll(parts);
    }

    @Test
    void a_gated_repository_names_the_page_and_the_variable() {
        server.once(API, FakeHub.status(401, "X-Error-Code", "GatedRepo"));
        refuses(
                InputException.class,
                "hub.gated",
                "hf:acme/small-bert: 127.0.0.1 answered 401: this repository is gated",
                "accept the terms at " + server.endpoint() + "/acme/small-bert",
                "set HF_TOKEN");
    }

    @Test
    void a_file_may_be_gated_although_the_list_is_not() {
        server.once(CONFIG, FakeHub.status(403, "X-Error-Code", "GatedRepo"));
        refuses(InputException.class, "hub.gated", "answered 403");
    }

    @Test
    void no_access_without_a_token_may_be_a_wrong_name() {
        server.once(API, FakeHub.status(401, "X-Error-Message", "Invalid username or password."));
        refuses(
                InputException.class,
                "hub.denied",
                "answered 401 \"Invalid username or password.\" and no token was sent",
                "check the name",
                "set HF_TOKEN");
    }

    @Test
    void a_refused_token_is_named_and_never_shown() {
        server.once(API, FakeHub.status(403));
        assertThatThrownBy(() -> resolve("hf_secret"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the token does not open this repository")
                .hasMessageNotContaining("hf_secret");
    }

    @Test
    void an_unknown_repository_and_an_unknown_revision_are_told_apart() {
        Hub hub = new Hub(settings(server.endpoint(), cache), HubProgress.NONE);
        assertThatThrownBy(() -> hub.resolve("acme/nothing", "main"))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("there is no repository \"acme/nothing\"", "[hub.no-repository]");
        assertThatThrownBy(() -> hub.resolve(REPOSITORY, "v9"))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(
                        "hf:acme/small-bert@v9: the repository has no revision \"v9\"", "[hub.no-revision]");
    }

    @Test
    void a_listed_file_that_is_not_there_is_named() {
        server.once("/tokenizer.json", FakeHub.status(404, "X-Error-Code", "EntryNotFound"));
        refuses(InputException.class, "hub.no-file", "/tokenizer.json");
    }

    @Test
    void a_repository_without_a_model_shows_what_it_has() {
        server.commit(REPOSITORY, "main", Map.of("model.Q4_K_M.gguf", text("GGUF")));
        refuses(InputException.class, "hub.no-model", "it has 1 files, such as \"model.Q4_K_M.gguf\"");
    }

    @Test
    void an_index_that_leaves_its_folder_or_names_what_is_not_there_is_refused() {
        Map<String, byte[]> files = new TreeMap<>();
        files.put("config.json", text("{}"));
        files.put("model.safetensors.index.json", text("{\"weight_map\":{\"a\":\"../../evil.safetensors\"}}"));
        server.commit(REPOSITORY, "main", files);
        refuses(InputException.class, "hub.index", "model.safetensors.index.json is no index of shards");

        files.put("model.safetensors.index.json", text("{\"weight_map\":{\"a\":\"gone.safetensors\"}}"));
        server.commit(REPOSITORY, "main", files);
        refuses(InputException.class, "hub.index", "does not have, first \"gone.safetensors\"");
    }

    @Test
    void a_busy_hub_is_asked_again() {
        server.once(API, FakeHub.status(503));
        server.once(API, FakeHub.status(429, "Retry-After", "0"));
        assertThat(resolve().resolve("config.json")).exists();
    }

    @Test
    void a_hub_that_stays_busy_is_given_up_after_all_attempts() {
        for (int i = 0; i < 3; i++) {
            server.once(API, FakeHub.status(502));
        }
        refuses(WorkException.class, "hub.busy", "127.0.0.1 answered 502");
        assertThat(server.seen).hasSize(3);
    }

    @Test
    void a_long_wait_is_left_to_the_user() {
        server.once(API, FakeHub.status(429, "Retry-After", "3600"));
        refuses(WorkException.class, "hub.too-many-requests", "try again in 3600 seconds; with HF_TOKEN set");
        assertThat(server.seen).hasSize(1);
    }

    @Test
    void redirects_that_never_end_or_lead_nowhere_stop() {
        for (int i = 0; i < 11; i++) {
            server.once(API, FakeHub.status(302, "Location", "/api/models/acme/small-bert/revision/main"));
        }
        refuses(WorkException.class, "hub.redirect", "more than 10 redirects");
        server.once(API, FakeHub.status(302, "Location", "file:///etc/passwd"));
        refuses(WorkException.class, "hub.redirect", "without a usable address");
        server.once(API, FakeHub.status(302));
        refuses(WorkException.class, "hub.redirect", "without a usable address");
    }

    @Test
    void something_else_than_a_hub_is_recognised() {
        server.once(API, exchange -> {
            byte[] page = text("<html>Please log in to the hotel's network</html>");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        });
        refuses(WorkException.class, "hub.answer", "is not the hub's list of files", "check HF_ENDPOINT");
    }

    @Test
    void a_tag_that_would_leave_the_cache_is_refused() {
        server.once(
                "/HEAD" + "/acme/small-bert/resolve/" + commit() + CONFIG, FakeHub.status(200, "ETag", "\"../../x\""));
        refuses(WorkException.class, "hub.answer", "has no ETag that can name a file");
    }

    @Test
    void more_than_the_disk_holds_is_said_before_the_first_byte() {
        String head = "/HEAD" + "/acme/small-bert/resolve/" + commit() + "/model.safetensors";
        server.once(
                head,
                FakeHub.status(
                        302,
                        "Location",
                        server.storage() + "/big",
                        Connection.LINKED_ETAG,
                        "\"" + "a".repeat(64) + "\"",
                        "X-Linked-Size",
                        "900000000000000"));
        refuses(InputException.class, "hub.disk-space", "900000.0 GB are missing", "set HF_HOME");
        assertThat(server.paths("storage")).isEmpty();
    }

    @Test
    void a_host_that_is_not_there_is_named() {
        URI nobody = server.endpoint();
        server.close();
        assertThatThrownBy(() -> new Hub(settings(nobody, cache), HubProgress.NONE).resolve(REPOSITORY, "main"))
                .isInstanceOf(WorkException.class)
                .hasMessageContainingAll("no connection to 127.0.0.1", "[hub.unreachable]", "HF_HUB_OFFLINE=1");
    }

    @Test
    void a_cache_that_cannot_be_written_is_named() throws IOException {
        Path file = Files.writeString(cache.resolve("file"), "in the way");
        assertThatThrownBy(
                        () -> new Hub(settings(server.endpoint(), file), HubProgress.NONE).resolve(REPOSITORY, "main"))
                .isInstanceOf(WorkException.class)
                .hasMessageContainingAll(file.toString(), "the cache cannot be used", "[hub.cache]");
    }

    @Test
    void a_full_disk_is_told_from_other_faults() {
        assertThat(CacheProblems.of(cache, new IOException("No space left on device"))
                        .code())
                .isEqualTo("hub.disk-full");
    }

    private String commit() {
        return server.commit(REPOSITORY, "main", encoder());
    }
}
