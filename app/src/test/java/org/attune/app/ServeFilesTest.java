// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** {@code /v1/files}. */
@Tag("engine")
class ServeFilesTest {

    private static final String LINE =
            "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}, {\"role\": \"assistant\", \"content\": \"b\"}]}\n";

    @TempDir
    static Path folder;

    private static String model = "";
    private static Served served;

    @BeforeAll
    static void serve() {
        model = TinyWriter.in(folder.resolve("base"), true).toString();
        served = Served.open(folder.resolve("s.db"), model);
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private static JsonNode ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Served.json(response);
    }

    private static HttpResponse<String> upload(String name, String content) {
        return served.send(Form.upload("fine-tune", name, content).to(served.request("/v1/files"), Integer.MAX_VALUE));
    }

    private static HttpResponse<String> delete(Served at, String path) {
        return at.send(at.request(path).DELETE().build());
    }

    private static List<String> onDisk() throws IOException {
        try (Stream<Path> all = Files.walk(folder.resolve("s-data"))) {
            return all.filter(Files::isRegularFile)
                    .map(path -> folder.resolve("s-data").relativize(path).toString())
                    .filter(name -> !name.equals("lock"))
                    .sorted()
                    .toList();
        }
    }

    /** The answer to what is cut may come just before its parts are deleted. */
    private static void assertNothingStays(List<String> before) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!onDisk().equals(before) && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        assertThat(onDisk()).isEqualTo(before);
    }

    @Test
    void a_file_is_shown_given_out_and_deleted_and_its_name_is_only_shown() throws IOException {
        JsonNode made = ok(upload("../../etc/x.jsonl", LINE.repeat(3)));
        String id = made.path("id").stringValue();
        assertThat(id).matches("file-[A-Za-z0-9]{24}");
        assertThat(made.path("object").stringValue()).isEqualTo("file");
        assertThat(made.path("bytes").intValue()).isEqualTo(3 * LINE.length());
        assertThat(made.path("purpose").stringValue()).isEqualTo("fine-tune");
        assertThat(made.path("status").stringValue()).isEqualTo("processed");
        assertThat(made.path("filename").stringValue()).endsWith("x.jsonl");
        assertThat(onDisk()).contains("files/" + id + ".jsonl");

        assertThat(ok(served.get("/v1/files/" + id))).isEqualTo(made);
        assertThat(served.get("/v1/files/" + id + "/content").body()).isEqualTo(LINE.repeat(3));
        JsonNode deleted = ok(delete(served, "/v1/files/" + id));
        assertThat(deleted.path("deleted").booleanValue()).isTrue();
        assertThat(Served.error(served.get("/v1/files/" + id)))
                .isEqualTo("404 not_found id: No such File object: " + id);
        assertThat(served.get("/v1/files/" + id + "/content").statusCode()).isEqualTo(404);
        assertThat(delete(served, "/v1/files/" + id).statusCode()).isEqualTo(404);
        assertThat(onDisk()).doesNotContain("files/" + id + ".jsonl");
    }

    @Test
    void lists_have_pages_in_both_orders() {
        Path store = folder.resolve("pages.db");
        try (Served own = Served.open(store, model)) {
            List<String> made = IntStream.range(0, 5)
                    .mapToObj(i -> ok(own.send(Form.upload("fine-tune", i + ".jsonl", LINE)
                                    .to(own.request("/v1/files"), Integer.MAX_VALUE)))
                            .path("id")
                            .stringValue())
                    .collect(Collectors.toList());
            assertThat(ids(ok(own.get("/v1/files?order=asc")))).isEqualTo(made);
            JsonNode first = ok(own.get("/v1/files?limit=2"));
            assertThat(ids(first)).containsExactly(made.get(4), made.get(3));
            assertThat(first.path("has_more").booleanValue()).isTrue();
            JsonNode last = ok(own.get("/v1/files?limit=2&order=asc&after=" + made.get(2)));
            assertThat(ids(last)).containsExactly(made.get(3), made.get(4));
            assertThat(last.path("has_more").booleanValue()).isFalse();
            assertThat(ids(ok(own.get("/v1/files?purpose=fine-tune-results")))).isEmpty();
            assertThat(Served.error(own.get("/v1/files?limit=0"))).startsWith("400 invalid_value limit: ");
            assertThat(Served.error(own.get("/v1/files?order=up"))).startsWith("400 invalid_value order: ");
            assertThat(Served.error(own.get("/v1/files?after=file-x"))).startsWith("400 invalid_value after: ");
        }
        try (Served again = Served.open(store, model)) {
            assertThat(ids(ok(again.get("/v1/files")))).hasSize(5);
        }
    }

    private static List<String> ids(JsonNode list) {
        return list.path("data").values().stream()
                .map(file -> file.path("id").stringValue())
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{\"messages\": []} | Line 3: messages is empty",
                "{\"messages\": [{\"role\": \"usr\", \"content\": \"a\"}]} | Line 3: messages[0].role is \"usr\"",
                "{\"messages\": [{\"role\": \"user\", \"content\": \"a\"}]} | Line 3: messages has no turn of the assistant",
                "{\"prompt\": \"a\", \"completion\": \"b\"} | Line 3: messages is missing",
                "[1, 2] | Line 3: a list; every row is a JSON object",
                "{\"messages\": [ | Line 3: ",
                "{\"input\": {}, \"preferred_output\": []} | Line 3: a pair of answers",
            })
    void a_line_that_is_no_conversation_is_refused_with_its_number_and_nothing_stays(String line, String said)
            throws IOException {
        List<String> before = onDisk();
        HttpResponse<String> refused = upload("x.jsonl", LINE + LINE + line + "\n" + LINE);
        assertThat(Served.error(refused))
                .startsWith("400 invalid_file_format file: Expected file")
                .contains(said);
        assertThat(refused.body()).doesNotContain(folder.toString());
        assertNothingStays(before);
    }

    @Test
    void what_is_no_whole_upload_leaves_nothing() throws Exception {
        List<String> before = onDisk();
        Form form = Form.upload("fine-tune", "x.jsonl", LINE.repeat(1000));
        assertThat(Served.error(apart().send(form.to(served.request("/v1/files"), 60_000))))
                .startsWith("400 invalid_multipart");
        assertThat(Served.error(served.send(
                        Form.upload("assistants", "x.jsonl", LINE).to(served.request("/v1/files"), 1 << 20))))
                .startsWith("400 invalid_value purpose: ");
        assertThat(Served.error(served.send(new Form().file("x.jsonl", LINE).to(served.request("/v1/files"), 1 << 20))))
                .startsWith("400 missing_required_parameter purpose: ");
        assertThat(Served.error(
                        served.send(new Form().field("purpose", "fine-tune").to(served.request("/v1/files"), 1 << 20))))
                .startsWith("400 missing_required_parameter file: ");
        assertThat(Served.error(served.send(Form.upload("fine-tune", "x.jsonl", LINE)
                        .field("expires", "1")
                        .to(served.request("/v1/files"), 1 << 20))))
                .startsWith("400 unknown_parameter expires: ");
        assertThat(Served.error(served.post("/v1/files", "{}"))).startsWith("415 unsupported_media_type");
        assertThat(Served.error(upload("empty.jsonl", ""))).startsWith("400 invalid_file_format file: ");
        try (Socket socket = new Socket(
                InetAddress.getLoopbackAddress(), served.serving().port())) { // ends in the middle of its body
            socket.getOutputStream()
                    .write(("POST /v1/files HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: " + Form.type()
                                    + "\r\nContent-Length: " + form.whole().length + "\r\n\r\n")
                            .getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().write(form.whole(), 0, 70_000);
            socket.shutdownOutput();
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400 ");
        }
        assertNothingStays(before);
    }

    @Test
    void a_file_over_the_limit_is_refused_whether_its_size_is_said_or_not() throws IOException {
        List<String> before = onDisk();
        Form form = Form.upload("fine-tune", "x.jsonl", LINE.repeat(Served.MOST_FILE_BYTES / LINE.length() + 1));
        assertThat(Served.error(apart().send(form.to(served.request("/v1/files"), Integer.MAX_VALUE))))
                .startsWith("413 request_too_large");
        HttpRequest chunked = served.request("/v1/files")
                .header("Content-Type", Form.type())
                .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(form.whole())))
                .build();
        try {
            assertThat(Served.error(apart().send(chunked))).startsWith("413 request_too_large");
        } catch (IllegalStateException cut) { // it was answered and closed while the client still wrote
            assertThat(cut).hasCauseInstanceOf(IOException.class);
        }
        assertNothingStays(before);
    }

    /** With a connection of its own: the server closes one whose body it does not read, and nobody else may be about to use it. */
    private static Served apart() {
        return new Served(served.serving(), HttpClient.newHttpClient(), served.key());
    }

    @Test
    void bytes_that_a_kill_left_without_a_row_are_gone_at_the_next_start() throws IOException {
        Path data = folder.resolve("left-data");
        Path forgotten = data.resolve("files/file-x.jsonl");
        Path half = data.resolve("incoming/MultiPart1");
        Files.createDirectories(forgotten.getParent());
        Files.createDirectories(half.getParent());
        Files.writeString(forgotten, LINE);
        Files.writeString(half, LINE);
        try (Served own = Served.open(folder.resolve("left.db"), model)) {
            assertThat(forgotten).doesNotExist();
            assertThat(half).doesNotExist();
            Cli second = Cli.run(
                    "serve",
                    model,
                    "--no-auth",
                    "--port",
                    "0",
                    "--store",
                    folder.resolve("left.db").toString());
            assertThat(second.code()).isEqualTo(2);
            assertThat(second.err()).contains("another server works with it", "[serve.data-locked]");
            assertThat(own.get("/v1/files").statusCode()).isEqualTo(200);
        }
    }
}
