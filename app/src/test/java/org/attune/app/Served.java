// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

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
import java.util.concurrent.CompletableFuture;
import org.attune.app.serve.ServeSettings;
import org.attune.app.serve.ServeSettings.Access;
import org.attune.app.serve.ServeSettings.Tuning;
import org.attune.app.serve.Serving;
import org.attune.app.terminal.JsonText;
import tools.jackson.databind.JsonNode;

/** A server of this process on a free port of this machine, and who asks it. */
record Served(Serving serving, HttpClient client, String key) implements AutoCloseable {

    static final int MOST_FILE_BYTES = 1 << 20;

    /** Without keys. */
    static Served open(Path store, String... models) {
        return new Served(Serving.start(settings(store, true, models)), HttpClient.newHttpClient(), "");
    }

    static Served withKeys(Path store, String... models) {
        return new Served(Serving.start(settings(store, false, models)), HttpClient.newHttpClient(), "");
    }

    private static ServeSettings settings(Path store, boolean open, String... models) {
        Tuning usual = Tuning.of(null, store, 2, CellProcess.training());
        Tuning tuning = new Tuning(usual.folder(), usual.jobs(), usual.command(), MOST_FILE_BYTES);
        return ServeSettings.of(List.of(models), "127.0.0.1", 0, 64, new Access(store, open), tuning)
                .withMostBytes(1 << 16);
    }

    /** The same server, asked with a key. */
    Served by(String shown) {
        return new Served(serving, client, shown);
    }

    HttpRequest.Builder request(String path) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + serving.port() + path))
                .timeout(Duration.ofSeconds(60));
        return key.isEmpty() ? request : request.header("Authorization", "Bearer " + key);
    }

    HttpRequest posted(String path, String body) {
        return request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    HttpResponse<String> post(String path, String body) {
        return send(posted(path, body));
    }

    CompletableFuture<HttpResponse<String>> postLater(String path, String body) {
        return client.sendAsync(posted(path, body), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) {
        return send(request(path).build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return client.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(request + ": " + e, e);
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        return JsonText.read(response.body());
    }

    /** The error, with its status before it: {@code 404 model_not_found model: message}. */
    static String error(HttpResponse<String> response) {
        JsonNode error = json(response).path("error");
        return response.statusCode() + " " + error.path("code").asString() + " "
                + error.path("param").asString("") + ": "
                + error.path("message").asString();
    }

    @Override
    public void close() {
        serving.close();
    }
}
