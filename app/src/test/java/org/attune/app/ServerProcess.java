// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/** A server in a process of its own, which can be killed. */
record ServerProcess(Process process, String url, HttpClient client) implements AutoCloseable {

    /** Returns once it can be asked. */
    static ServerProcess start(Path folder, List<String> java, String... more) throws IOException {
        List<String> arguments = new java.util.ArrayList<>(List.of(
                "serve",
                "--port",
                "0",
                "--no-auth",
                "--store",
                folder.resolve("s.db").toString()));
        arguments.addAll(List.of(more));
        Process process = ChildProcess.of(java, arguments)
                .redirectError(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("server.txt").toFile()))
                .start();
        BufferedReader out = process.inputReader();
        String line = String.valueOf(out.readLine());
        if (!line.startsWith("serving ")) {
            throw new IOException("no server: " + line);
        }
        return new ServerProcess(process, line.substring(line.indexOf("http")), HttpClient.newHttpClient());
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path)).timeout(Duration.ofSeconds(60));
    }

    /** The document of an answer that has to be one. */
    JsonNode ask(HttpRequest request) throws IOException, InterruptedException {
        HttpResponse<String> answer = client.send(request, BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(request + ": " + answer.statusCode() + " " + answer.body());
        }
        return Served.json(answer);
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return ask(request(path).build());
    }

    JsonNode post(String path, String body) throws IOException, InterruptedException {
        return ask(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    JsonNode upload(String content) throws IOException, InterruptedException {
        return ask(Form.upload("fine-tune", "x.jsonl", content).to(request("/v1/files"), Integer.MAX_VALUE));
    }

    /** As kill -9 does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        process.destroy();
        try {
            process.waitFor(60, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            process.destroyForcibly();
        }
    }
}
