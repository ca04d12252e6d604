// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.attune.hub.HubFixture.REPOSITORY;
import static org.attune.hub.HubFixture.WEIGHTS;
import static org.attune.hub.HubFixture.bytes;
import static org.attune.hub.HubFixture.encoder;
import static org.attune.hub.HubFixture.settings;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.attune.problem.WorkException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bodies that break off, stall, never end or are not what was announced; and who gets to see the token. */
final class HubTransferTest {

    private static final String TAG = FakeHub.etag(WEIGHTS);

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

    private Path blobs() {
        return cache.resolve("models--acme--small-bert/blobs");
    }

    private List<String> rangesOfWeights() {
        return server.seen.stream()
                .filter(s -> s.path().equals("/" + TAG))
                .map(FakeHub.Seen::range)
                .toList();
    }

    private static FakeHub.Fault cutAfter(int bytes) {
        return exchange -> {
            exchange.sendResponseHeaders(200, WEIGHTS.length);
            exchange.getResponseBody().write(WEIGHTS, 0, bytes);
            exchange.getResponseBody().flush();
        };
    }

    @Test
    void the_token_goes_to_the_hub_and_never_to_the_storage() {
        resolve("hf_secret");
        assertThat(server.seen)
                .filteredOn(s -> s.server().equals("hub"))
                .isNotEmpty()
                .allMatch(s -> s.authorization().equals("Bearer hf_secret"));
        assertThat(server.seen)
                .filteredOn(s -> s.server().equals("storage"))
                .isNotEmpty()
                .allMatch(s -> s.authorization().equals("null"));
    }

    @Test
    void a_redirect_on_the_hub_itself_keeps_the_token() {
        server.once(
                "/GET/api/models/acme/small-bert/revision/main",
                FakeHub.status(307, "Location", "/api/models/acme/small-bert/revision/main?moved=1"));
        resolve("hf_secret");
        assertThat(server.paths("hub"))
                .startsWith(
                        "GET /api/models/acme/small-bert/revision/main",
                        "GET /api/models/acme/small-bert/revision/main");
        assertThat(server.seen.get(1).authorization()).isEqualTo("Bearer hf_secret");
    }

    @Test
    void a_cut_connection_goes_on_where_it_ended() {
        server.once(TAG, cutAfter(100_000));
        server.once(TAG, FakeHub.status(503));
        assertThat(resolve().resolve("model.safetensors")).hasBinaryContent(WEIGHTS);
        assertThat(rangesOfWeights()).hasSize(3).startsWith("null");
        assertThat(rangesOfWeights().get(2)).matches("bytes=[1-9][0-9]{3,5}-");
    }

    @Test
    void a_later_process_goes_on_with_what_an_earlier_one_left() throws IOException {
        Files.createDirectories(blobs());
        Files.write(blobs().resolve(TAG + ".incomplete"), Arrays.copyOf(WEIGHTS, 123_456));
        assertThat(resolve().resolve("model.safetensors")).hasBinaryContent(WEIGHTS);
        assertThat(rangesOfWeights()).containsExactly("bytes=123456-");
        assertThat(blobs().resolve(TAG + ".incomplete")).doesNotExist();
    }

    @Test
    void what_an_earlier_one_left_whole_needs_no_download() throws IOException {
        Files.createDirectories(blobs());
        Files.write(blobs().resolve(TAG + ".incomplete"), WEIGHTS);
        assertThat(resolve().resolve("model.safetensors")).hasBinaryContent(WEIGHTS);
        assertThat(rangesOfWeights()).isEmpty();
    }

    @Test
    void a_left_over_that_is_not_part_of_the_file_is_thrown_away() throws IOException {
        Files.createDirectories(blobs());
        Files.write(blobs().resolve(TAG + ".incomplete"), bytes(50_000, 99));
        assertThat(resolve().resolve("model.safetensors")).hasBinaryContent(WEIGHTS);
        assertThat(rangesOfWeights()).containsExactly("bytes=50000-", "null");
    }

    @Test
    void a_server_that_ignores_the_range_starts_the_file_again() throws IOException {
        Files.createDirectories(blobs());
        Files.write(blobs().resolve(TAG + ".incomplete"), Arrays.copyOf(WEIGHTS, 1_000));
        server.once(TAG, exchange -> write(exchange, WEIGHTS));
        assertThat(resolve().resolve("model.safetensors")).hasBinaryContent(WEIGHTS);
        assertThat(rangesOfWeights()).containsExactly("bytes=1000-");
    }

    @Test
    void content_that_does_not_have_its_hash_never_enters_the_cache() {
        byte[] other = bytes(WEIGHTS.length, 77);
        server.once(TAG, exchange -> write(exchange, other));
        assertThatThrownBy(this::resolve)
                .isInstanceOf(WorkException.class)
                .hasMessageContaining("what arrived has another length or hash than the hub announced")
                .hasMessageContaining("[hub.content]");
        assertThat(blobs().resolve(TAG)).doesNotExist();
        assertThat(blobs().resolve(TAG + ".incomplete")).doesNotExist();
        assertThat(cache.resolve("models--acme--small-bert/refs/main")).doesNotExist();
    }

    @Test
    void a_body_longer_than_announced_is_cut_off() {
        server.once(TAG, exchange -> {
            exchange.sendResponseHeaders(200, 0); // chunked: the length is not told
            try (OutputStream out = exchange.getResponseBody()) {
                for (int i = 0; i < 100_000; i++) {
                    out.write(WEIGHTS);
                }
            }
        });
        assertThatThrownBy(this::resolve)
                .isInstanceOf(WorkException.class)
                .hasMessageContaining("127.0.0.1 sent more than " + WEIGHTS.length + " bytes")
                .hasMessageContaining("[hub.too-long]");
        assertThat(blobs().resolve(TAG + ".incomplete")).doesNotExist();
    }

    @Test
    void a_server_that_falls_silent_is_left_and_asked_again() {
        CountDownLatch over = new CountDownLatch(1);
        server.once(TAG, exchange -> {
            exchange.sendResponseHeaders(200, WEIGHTS.length);
            exchange.getResponseBody().write(WEIGHTS, 0, 70_000);
            exchange.getResponseBody().flush();
            await(over);
        });
        assertThat(resolve().resolve("model.safetensors")).hasBinaryContent(WEIGHTS);
        over.countDown();
        assertThat(rangesOfWeights()).hasSize(2);
        assertThat(rangesOfWeights().get(1)).isEqualTo("bytes=70000-");
    }

    @Test
    void a_connection_that_always_breaks_is_given_up_and_what_came_is_kept() {
        for (int i = 0; i < 3; i++) {
            server.once(TAG, cutAfter(10_000));
        }
        assertThatThrownBy(this::resolve)
                .isInstanceOf(WorkException.class)
                .hasMessageContaining("hf:acme/small-bert: no connection to 127.0.0.1")
                .hasMessageContaining("[hub.unreachable]");
        assertThat(rangesOfWeights()).hasSize(3);
        assertThat(blobs().resolve(TAG + ".incomplete")).exists();
    }

    @Test
    void a_listener_that_throws_is_heard() {
        HubProgress broken = (file, done, total) -> {
            throw new IllegalStateException("no room on the screen");
        };
        assertThatThrownBy(() -> new Hub(settings(server.endpoint(), cache), broken).resolve(REPOSITORY, "main"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no room on the screen");
    }

    private static void write(HttpExchange exchange, byte[] content) throws IOException {
        exchange.sendResponseHeaders(200, content.length);
        exchange.getResponseBody().write(content);
    }

    private static void await(CountDownLatch over) {
        try {
            assertThat(over.await(20, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // the server is being stopped
        }
    }
}
