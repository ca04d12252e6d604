// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** {@code attune serve} from its start to its end. */
@Tag("engine")
class ServeCommandTest {

    @TempDir
    static Path folder;

    private static String classes = "";

    @BeforeAll
    static void train() {
        classes = TinyRuns.classes(folder);
    }

    private static String store() {
        return folder.resolve("s.db").toString();
    }

    private static Process start(String... arguments) throws IOException {
        return ChildProcess.of(List.of(arguments))
                .redirectError(folder.resolve("err.txt").toFile())
                .start();
    }

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no SIGTERM")
    void a_termination_ends_it_with_exit_code_0_and_the_log_tells_of_requests_but_not_what_they_said()
            throws Exception {
        Process process = start("serve", "tiny=" + classes, "--port", "0", "--no-auth", "--store", store());
        try (BufferedReader out = process.inputReader()) {
            String line = out.readLine();
            assertThat(line).startsWith("serving tiny at http://127.0.0.1:");
            URI uri = URI.create(line.substring(line.indexOf("http")) + "/v1/predict");
            HttpRequest request = HttpRequest.newBuilder(uri)
                    .POST(HttpRequest.BodyPublishers.ofString("{\"model\": \"tiny\", \"input\": \"kettle berlin\"}"))
                    .header("Content-Type", "application/json")
                    .header("X-Request-Id", "mine-1")
                    .build();
            HttpResponse<String> answer = HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
            process.destroy();
            assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        } finally {
            process.destroyForcibly();
        }
        assertThat(folder.resolve("err.txt"))
                .content()
                .contains(
                        "\"request\":\"mine-1\",\"endpoint\":\"POST /v1/predict\",\"status\":200", "stopping once all")
                .doesNotContain("berlin", " WARN ", " ERROR ");
    }

    @Test
    void health_readiness_and_metrics_are_told() {
        try (Served served = Served.open(folder.resolve("s.db"), "tiny=" + classes)) {
            assertThat(served.get("/health").body()).isEqualTo("{\"status\":\"ok\"}");
            assertThat(served.get("/ready").body()).isEqualTo("{\"status\":\"ready\"}");
            assertThat(served.post("/v1/predict", "{\"model\": \"tiny\", \"input\": [\"a\", \"b\"]}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(served.get("/metrics").body())
                    .contains(
                            "attune_predictions_total{model=\"tiny\"} 2\n",
                            "attune_requests_waiting{model=\"tiny\"} 0\n",
                            "attune_requests_total{endpoint=\"POST /v1/predict\",status=\"200\"} 1\n");
        }
    }

    @Test
    void everything_that_is_wrong_is_said_before_a_model_is_loaded() {
        Cli wrong = Cli.run(
                "serve",
                "a=" + folder.resolve("none"),
                "b=" + folder.resolve("nor"),
                "--host",
                "0.0.0.0",
                "--no-auth",
                "--store",
                store());
        assertThat(wrong.code()).isEqualTo(2);
        assertThat(wrong.err())
                .contains(
                        "[serve.open]",
                        folder.resolve("none").toString(),
                        folder.resolve("nor").toString());
        assertThat(Cli.run("serve", "runs/x", "other/x", "--no-auth", "--store", store())
                        .err())
                .contains("[serve.name]", "x-2=other/x");
        assertThat(Cli.run("serve", "runs/x", "--port", "70000").err()).contains("--port 70000");
    }

    @Test
    void a_port_that_is_taken_ends_it_with_exit_code_2() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            Cli wrong = Cli.run(
                    "serve", classes, "--no-auth", "--store", store(), "--port", String.valueOf(taken.getLocalPort()));
            assertThat(wrong.code()).isEqualTo(2);
            assertThat(wrong.err()).contains("[serve.address]", "--port 0 takes any");
        }
    }

    @Test
    void signals_let_it_end_and_a_second_one_ends_it_at_once() {
        List<Integer> halted = new ArrayList<>();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        try (ServeStop stop = ServeStop.deaf(Cli.console("", new ByteArrayOutputStream(), err, false), halted::add)) {
            stop.received(143); // while it loads
            assertThat(halted).containsExactly(143);
            Thread.currentThread().interrupt(); // await() begins to serve, and ends
            stop.await();
            assertThat(Thread.interrupted()).isTrue();
            stop.received(143);
            stop.await();
            assertThat(halted).containsExactly(143);
            stop.received(130);
            assertThat(halted).containsExactly(143, 130);
        }
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("stopped at once", "once all requests are answered");
    }

    @Test
    void no_other_command_loads_anything_of_the_server() throws Exception {
        Process process = ChildProcess.of(List.of("-Xlog:class+load"), List.of("predict", "no-such-model", "a text"))
                .redirectErrorStream(true)
                .start();
        String loaded = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).isEqualTo(2);
        assertThat(loaded.lines()
                        .filter(line ->
                                line.matches(".* (org\\.attune\\.app\\.serve\\.|io\\.javalin|org\\.eclipse\\.jetty|"
                                        + "kotlin\\.|org\\.sqlite|org\\.jdbi|org\\.flywaydb).*")))
                .isEmpty();
        assertThat(loaded).contains("org.attune.app.ServeCommand");
    }
}
