// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.attune.app.serve.http.Endpoint;
import org.attune.app.serve.http.Scope;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who may ask what. */
@Tag("engine")
class ServeKeysTest {

    /** Said a second time and by hand, so that a route that is opened by mistake is seen. */
    private static final Map<String, Set<Scope>> MAY = Map.ofEntries(
            Map.entry("GET /health", Set.of(Scope.INFER, Scope.TUNE, Scope.ADMIN)),
            Map.entry("GET /ready", Set.of(Scope.INFER, Scope.TUNE, Scope.ADMIN)),
            Map.entry("GET /metrics", Set.of(Scope.INFER, Scope.TUNE, Scope.ADMIN)),
            Map.entry("POST /v1/predict", Set.of(Scope.INFER, Scope.ADMIN)),
            Map.entry("GET /v1/models", Set.of(Scope.INFER, Scope.ADMIN)),
            Map.entry("GET /v1/models/{model}", Set.of(Scope.INFER, Scope.ADMIN)),
            Map.entry("POST /v1/chat/completions", Set.of(Scope.INFER, Scope.ADMIN)),
            Map.entry("POST /v1/completions", Set.of(Scope.INFER, Scope.ADMIN)),
            Map.entry("POST /v1/feedback", Set.of(Scope.INFER, Scope.ADMIN)),
            Map.entry("GET /v1/feedback", Set.of(Scope.TUNE, Scope.ADMIN)),
            Map.entry("POST /v1/files", Set.of(Scope.TUNE, Scope.ADMIN)),
            Map.entry("GET /v1/files", Set.of(Scope.TUNE, Scope.ADMIN)),
            Map.entry("GET /v1/files/{file}", Set.of(Scope.TUNE, Scope.ADMIN)),
            Map.entry("GET /v1/files/{file}/content", Set.of(Scope.TUNE, Scope.ADMIN)),
            Map.entry("DELETE /v1/files/{file}", Set.of(Scope.TUNE, Scope.ADMIN)),
            Map.entry("POST /v1/fine_tuning/jobs", Set.of(Scope.TUNE, Scope.ADMIN)),
            Map.entry("GET /v1/fine_tuning/jobs", Set.of(Scope.TUNE, Scope.ADMIN)),
            Map.entry("GET /v1/fine_tuning/jobs/{job}", Set.of(Scope.TUNE, Scope.ADMIN)),
            Map.entry("POST /v1/fine_tuning/jobs/{job}/cancel", Set.of(Scope.TUNE, Scope.ADMIN)),
            Map.entry("POST /v1/fine_tuning/jobs/{job}/pause", Set.of(Scope.TUNE, Scope.ADMIN)),
            Map.entry("POST /v1/fine_tuning/jobs/{job}/resume", Set.of(Scope.TUNE, Scope.ADMIN)),
            Map.entry("GET /v1/fine_tuning/jobs/{job}/events", Set.of(Scope.TUNE, Scope.ADMIN)),
            Map.entry("GET /v1/fine_tuning/jobs/{job}/checkpoints", Set.of(Scope.TUNE, Scope.ADMIN)),
            Map.entry("DELETE /v1/models/{model}", Set.of(Scope.TUNE, Scope.ADMIN)));

    @TempDir
    static Path folder;

    private static Path store;
    private static String classes = "";
    private static Served served;

    @BeforeAll
    static void serve() {
        store = folder.resolve("keys.db");
        classes = TinyRuns.classes(folder);
        served = Served.withKeys(store, classes);
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private static String key(String scopes) {
        Cli made = Cli.run("serve", "keys", "create", "--scope", scopes, "--store", store.toString());
        assertThat(made.code()).as(made.err()).isZero();
        assertThat(made.out()).matches("sk-attune-[A-Za-z0-9_-]{43}\n");
        return made.out().strip();
    }

    private static int status(Served caller, Endpoint endpoint) {
        HttpRequest request = caller.request(endpoint.path().replaceAll("\\{.*}", "x"))
                .header("Content-Type", "application/json")
                .method(endpoint.method().name(), BodyPublishers.ofString("{}"))
                .build();
        return caller.send(request).statusCode();
    }

    @ParameterizedTest
    @EnumSource(Endpoint.class)
    void a_key_reaches_what_its_scopes_name_and_nobody_else_reaches_anything(Endpoint endpoint) {
        Set<Scope> allowed = MAY.get(endpoint.toString());
        assertThat(allowed).as("no rule for " + endpoint).isNotNull();
        assertThat(status(served, endpoint)).isEqualTo(401);
        assertThat(status(served.by("sk-attune-" + "x".repeat(43)), endpoint)).isEqualTo(401);
        for (Scope scope : List.of(Scope.INFER, Scope.TUNE, Scope.ADMIN)) {
            int status = status(served.by(key(scope.word())), endpoint);
            if (allowed.contains(scope)) {
                assertThat(status).isNotIn(401, 403);
            } else {
                assertThat(status).isEqualTo(403);
            }
        }
    }

    @Test
    void every_endpoint_has_a_rule_and_every_rule_an_endpoint() {
        assertThat(Arrays.stream(Endpoint.values()).map(Endpoint::toString).collect(Collectors.toSet()))
                .isEqualTo(MAY.keySet());
    }

    @Test
    void a_key_is_listed_by_its_id_and_revoked_at_once() {
        String key = key("infer,tune");
        assertThat(served.by(key).get("/v1/feedback").statusCode()).isEqualTo(200);
        Cli listed = Cli.run("serve", "keys", "list", "--store", store.toString());
        String id = listed.out()
                .lines()
                .filter(line -> line.contains("infer tune"))
                .findFirst()
                .orElseThrow()
                .split(" ")[0];
        assertThat(listed.out()).doesNotContain(key);
        assertThat(Cli.run("serve", "keys", "revoke", id, "--store", store.toString())
                        .code())
                .isZero();
        HttpResponse<String> refused = served.by(key).get("/v1/feedback");
        assertThat(Served.error(refused)).isEqualTo("401 invalid_api_key : Incorrect API key provided");
        assertThat(refused.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        assertThat(Cli.run("serve", "keys", "revoke", id, "--store", store.toString())
                        .code())
                .isEqualTo(2);
        assertThat(Cli.run("serve", "keys", "list", "--store", store.toString(), "--json")
                        .json()
                        .size())
                .isPositive();
    }

    @Test
    void what_is_not_allowed_is_said_with_the_scope_that_it_needs() {
        assertThat(Served.error(served.by(key("infer")).get("/v1/feedback")))
                .matches("403 insufficient_scope : the key key-[0-9a-f]{8} may infer, and this needs tune");
    }

    @Test
    void the_store_never_has_a_key_itself() throws Exception {
        String key = key("admin");
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(path -> path.getFileName().toString().startsWith("keys.db"))
                    .toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .doesNotContain(key, key.substring("sk-attune-".length()));
            }
        }
    }

    @Test
    void without_keys_pages_of_other_sites_are_kept_out() {
        try (Served open = Served.open(folder.resolve("open.db"), classes)) {
            assertThat(open.get("/health").statusCode()).isEqualTo(200);
            assertThat(Served.error(open.send(open.request("/health")
                            .header("Origin", "https://example.org")
                            .build())))
                    .startsWith("403 foreign_origin");
            assertThat(open.send(open.request("/health")
                                    .header("Origin", "http://localhost:3000")
                                    .build())
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_store_that_is_none_ends_it_with_exit_code_2() throws Exception {
        Path text = Files.writeString(
                folder.resolve("text.db"), "this is no database, but long enough to be one\n".repeat(40));
        for (Path bad : List.of(text, folder.resolve("no-folder").resolve("x.db"))) {
            Cli wrong = Cli.run("serve", classes, "--no-auth", "--port", "0", "--store", bad.toString());
            assertThat(wrong.code()).isEqualTo(2);
            assertThat(wrong.err()).contains(bad.toString(), "[serve.store]").doesNotContain("\tat ");
        }
    }
}
