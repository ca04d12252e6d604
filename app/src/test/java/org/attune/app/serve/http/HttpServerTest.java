// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.http.Handler;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.attune.problem.InputException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HttpServerTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private final Metrics metrics = new Metrics();
    private final Map<Endpoint, Handler> handlers = new EnumMap<>(Endpoint.class);
    private HttpServer server = start(Duration.ofSeconds(30));

    private HttpServer start(Duration idle) {
        for (Endpoint endpoint : Endpoint.values()) {
            handlers.putIfAbsent(endpoint, call -> call.result("ok"));
        }
        return HttpServer.start(settings(0, idle), (endpoint, call) -> "", metrics, handlers);
    }

    private static HttpSettings settings(int port, Duration idle) {
        return new HttpSettings("127.0.0.1", port, 16, idle, Duration.ofSeconds(60));
    }

    private void restart(Duration idle, Handler health) {
        server.close();
        handlers.put(Endpoint.HEALTH, health);
        server = start(idle);
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HttpRequest health() {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/health"))
                .timeout(Duration.ofSeconds(60))
                .build();
    }

    private URI ready() {
        return URI.create("http://127.0.0.1:" + server.port() + "/ready");
    }

    /**
     * Whether a server that ends lets a request in: it says 503 to the last ones, and then its port is closed. A connection that was
     * made in between may stay open without an answer until this process ends.
     */
    private boolean letsIn(URI uri) throws InterruptedException {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(10)).build();
            int status = client.send(request, BodyHandlers.discarding()).statusCode();
            assertThat(status).isIn(200, 503);
            return status == 200;
        } catch (IOException closed) {
            return false;
        }
    }

    private HttpResponse<String> get() throws IOException, InterruptedException {
        return client.send(health(), BodyHandlers.ofString());
    }

    /** What the server answers to these bytes, until it ends the connection. */
    private String raw(String bytes) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.setSoTimeout(60_000);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    @Test
    void a_request_has_an_id_its_own_where_that_breaks_no_log() throws Exception {
        assertThat(get().headers().firstValue("X-Request-Id")).get().asString().startsWith("req-");
        HttpRequest own = HttpRequest.newBuilder(health().uri())
                .header("X-Request-Id", "abc-1")
                .build();
        assertThat(client.send(own, BodyHandlers.ofString()).headers().firstValue("X-Request-Id"))
                .contains("abc-1");
        HttpRequest tooLong = HttpRequest.newBuilder(health().uri())
                .header("X-Request-Id", "x".repeat(65))
                .build();
        assertThat(client.send(tooLong, BodyHandlers.ofString()).headers().firstValue("X-Request-Id"))
                .get()
                .asString()
                .startsWith("req-");
    }

    @Test
    void who_is_told_to_come_again_is_told_when() throws Exception {
        restart(Duration.ofSeconds(30), call -> {
            throw RequestProblem.busy("m");
        });
        HttpResponse<String> busy = get();
        assertThat(busy.statusCode()).isEqualTo(429);
        assertThat(busy.headers().firstValue("Retry-After")).contains("1");
        assertThat(busy.body()).contains("\"type\":\"rate_limit_error\"", "\"code\":\"queue_full\"", "\"param\":null");
    }

    @Test
    void what_nobody_foresaw_tells_no_more_than_the_id() throws Exception {
        restart(Duration.ofSeconds(30), call -> {
            throw new IllegalStateException("a secret");
        });
        HttpResponse<String> failed = get();
        assertThat(failed.statusCode()).isEqualTo(500);
        assertThat(failed.body()).contains("internal_error", "req-").doesNotContain("secret");
    }

    @Test
    void what_came_is_answered_before_the_end_and_what_comes_then_is_not_let_in() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch leave = new CountDownLatch(1);
        restart(Duration.ofSeconds(30), call -> {
            inside.countDown();
            leave.await();
            call.result("late");
        });
        HttpRequest health = health();
        URI ready = ready();
        CompletableFuture<HttpResponse<String>> first = client.sendAsync(health, BodyHandlers.ofString());
        inside.await();
        CompletableFuture<Void> closed = CompletableFuture.runAsync(server::close);
        while (letsIn(ready)) { // until close() got there
            assertThat(first).isNotDone();
        }
        assertThat(closed).isNotDone();
        leave.countDown();
        assertThat(first.get().body()).isEqualTo("late");
        closed.get();
        assertThatThrownBy(() -> client.send(health, BodyHandlers.ofString())).isInstanceOf(ConnectException.class);
    }

    @Test
    void a_client_that_says_nothing_more_is_not_waited_for() throws Exception {
        handlers.put(Endpoint.PREDICT, call -> call.result(String.valueOf(JsonBody.read(call, 100))));
        restart(Duration.ofMillis(200), call -> call.result("ok"));
        assertThat(raw("POST /v1/predict HTTP/1.1\r\nHost: a\r\nContent-Length: 50\r\n\r\n{\"model\""))
                .startsWith("HTTP/1.1 408 ")
                .contains("\"error\"");
        assertThat(raw("POST /v1/pre")).doesNotContain("200 OK");
    }

    @Test
    void what_is_no_http_is_an_error_of_the_same_form() throws Exception {
        assertThat(raw("nonsense\r\n\r\n")).startsWith("HTTP/1.1 400 ").contains("{\"error\":{");
        assertThat(raw("GET /health HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(20_000) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ")
                .contains("{\"error\":{");
    }

    @Test
    void a_port_that_is_taken_is_a_problem() {
        int port = server.port();
        assertThatThrownBy(() -> HttpServer.start(
                                settings(port, Duration.ofSeconds(1)), (endpoint, call) -> "", metrics, handlers)
                        .close())
                .isInstanceOf(InputException.class)
                .hasMessageContaining("127.0.0.1:" + port)
                .hasMessageContaining("--port");
    }

    @Test
    void requests_are_counted_by_endpoint_and_status_and_timed() throws Exception {
        get();
        get();
        client.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + "/none/" + "private"))
                        .build(),
                BodyHandlers.ofString());
        server.close();
        assertThat(metrics.text())
                .contains(
                        "# TYPE attune_requests_total counter\n",
                        "attune_requests_total{endpoint=\"GET /health\",status=\"200\"} 2\n",
                        "attune_requests_total{endpoint=\"none\",status=\"404\"} 1\n",
                        "attune_request_seconds_bucket{endpoint=\"GET /health\",le=\"+Inf\"} 2\n",
                        "attune_request_seconds_count{endpoint=\"GET /health\"} 2\n",
                        "attune_requests_in_flight{server=\"http\"} 0\n")
                .doesNotContain("private");
    }
}
