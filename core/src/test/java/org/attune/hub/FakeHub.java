// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Speaks the hub's protocol on one port and the storage's on another; records all requests; misbehaves on demand. */
final class FakeHub implements AutoCloseable {

    /** Answers in place of the server, once. */
    @FunctionalInterface
    interface Fault {
        void answer(HttpExchange exchange) throws IOException;
    }

    /** One request as the server saw it. */
    record Seen(String server, String method, String path, String range, String authorization) {}

    /** Files this large live in the storage, as the hub's LFS files do. */
    static final int LARGE = 1000;

    final List<Seen> seen = new CopyOnWriteArrayList<>();
    private final Map<String, String> branches = new ConcurrentHashMap<>();
    private final Map<String, Map<String, byte[]>> commits = new ConcurrentHashMap<>();
    private final Map<String, Deque<Fault>> faults = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final HttpServer hub;
    private final HttpServer storage;

    FakeHub() throws IOException {
        hub = start("hub");
        storage = start("storage");
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + hub.getAddress().getPort());
    }

    URI storage() {
        return URI.create("http://127.0.0.1:" + storage.getAddress().getPort());
    }

    /** A new commit on a branch; its name is made from its content. */
    String commit(String repository, String branch, Map<String, byte[]> files) {
        String name = sha(
                "SHA-1",
                new TreeMap<>(files)
                        .entrySet().stream()
                                .map(e -> e.getKey() + gitHash(e.getValue()))
                                .collect(Collectors.joining("\n"))
                                .getBytes(StandardCharsets.UTF_8));
        branches.put(repository + "@" + branch, name);
        branches.put(repository + "@" + name, name);
        commits.put(name, Map.copyOf(files));
        return name;
    }

    /** The next request whose path ends so is answered by this; several wait in line. */
    void once(String pathEnd, Fault fault) {
        faults.computeIfAbsent(pathEnd, p -> new ArrayDeque<>()).add(fault);
    }

    static Fault status(int status, String... headers) {
        return exchange -> {
            for (int i = 0; i < headers.length; i += 2) {
                exchange.getResponseHeaders().set(headers[i], headers[i + 1]);
            }
            exchange.sendResponseHeaders(status, -1);
        };
    }

    List<String> paths(String server) {
        return seen.stream()
                .filter(s -> s.server().equals(server))
                .map(s -> s.method() + " " + s.path())
                .toList();
    }

    static String etag(byte[] content) {
        return content.length >= LARGE ? sha("SHA-256", content) : gitHash(content);
    }

    @Override
    public void close() {
        hub.stop(0);
        storage.stop(0);
        threads.shutdownNow();
    }

    private HttpServer start(String name) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", exchange -> {
            try (exchange) {
                handle(name, exchange);
            }
        });
        server.start();
        return server;
    }

    private void handle(String server, HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getRawPath();
        seen.add(new Seen(
                server,
                exchange.getRequestMethod(),
                path,
                String.valueOf(exchange.getRequestHeaders().getFirst("Range")),
                String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"))));
        Fault fault = fault(exchange.getRequestMethod(), path);
        if (fault != null) {
            fault.answer(exchange);
        } else if (server.equals("storage")) {
            body(exchange, blob(path));
        } else if (path.startsWith("/api/models/")) {
            api(exchange, path);
        } else {
            resolve(exchange, path);
        }
    }

    private synchronized @Nullable Fault fault(String method, String path) {
        for (Map.Entry<String, Deque<Fault>> entry : faults.entrySet()) {
            if (("/" + method + path).endsWith(entry.getKey())
                    && !entry.getValue().isEmpty()) {
                return entry.getValue().poll();
            }
        }
        return null;
    }

    private void api(HttpExchange exchange, String path) throws IOException {
        boolean tree = path.contains("/tree/");
        String[] parts = path.substring("/api/models/".length()).split(tree ? "/tree/" : "/revision/");
        String commit = branches.get(parts[0] + "@" + (parts.length > 1 ? decoded(parts[1]) : "main"));
        if (commit == null) {
            boolean known = branches.keySet().stream().anyMatch(k -> k.startsWith(parts[0] + "@"));
            status(404, "X-Error-Code", known ? "RevisionNotFound" : "RepoNotFound")
                    .answer(exchange);
            return;
        }
        Map<String, byte[]> files = commits.getOrDefault(commit, Map.of());
        String json = files.entrySet().stream()
                .map(e -> tree ? treeEntry(e.getKey(), e.getValue()) : "{\"rfilename\":\"" + e.getKey() + "\"}")
                .collect(Collectors.joining(",", "[", "]"));
        if (!tree) {
            json = "{\"id\":\"" + parts[0] + "\",\"sha\":\"" + commit + "\",\"siblings\":" + json + "}";
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        body(exchange, json.getBytes(StandardCharsets.UTF_8));
    }

    private static String treeEntry(String name, byte[] content) {
        String entry = "{\"type\":\"file\",\"path\":\"" + name + "\",\"size\":" + content.length + ",\"oid\":\""
                + gitHash(content) + "\"";
        return content.length < LARGE
                ? entry + "}"
                : entry + ",\"lfs\":{\"oid\":\"" + etag(content) + "\",\"size\":" + content.length
                        + ",\"pointerSize\":130}}";
    }

    private void resolve(HttpExchange exchange, String path) throws IOException {
        String[] parts = path.substring(1).split("/resolve/");
        int slash = parts[1].indexOf('/');
        String commit = branches.getOrDefault(parts[0] + "@" + decoded(parts[1].substring(0, slash)), "none");
        byte[] content = commits.getOrDefault(commit, Map.of()).get(decoded(parts[1].substring(slash + 1)));
        exchange.getResponseHeaders().set("X-Repo-Commit", commit);
        if (content == null) {
            status(404, "X-Error-Code", "EntryNotFound").answer(exchange);
        } else if (content.length < LARGE) {
            exchange.getResponseHeaders().set("ETag", "\"" + etag(content) + "\"");
            body(exchange, content);
        } else {
            exchange.getResponseHeaders().set("X-Linked-Etag", "\"" + etag(content) + "\"");
            exchange.getResponseHeaders().set("X-Linked-Size", String.valueOf(content.length));
            status(302, "Location", storage() + "/" + etag(content)).answer(exchange);
        }
    }

    private byte[] blob(String path) {
        return commits.values().stream()
                .flatMap(files -> files.values().stream())
                .filter(content -> path.equals("/" + etag(content)))
                .findFirst()
                .orElse(new byte[0]);
    }

    private static void body(HttpExchange exchange, byte[] content) throws IOException {
        String range = exchange.getRequestHeaders().getFirst("Range");
        int start = range == null ? 0 : Integer.parseInt(range.replaceAll("bytes=([0-9]+)-", "$1"));
        if (range != null) {
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + start + "-" + (content.length - 1) + "/" + content.length);
        }
        int length = content.length - start;
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", String.valueOf(length));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        exchange.sendResponseHeaders(range == null ? 200 : 206, length == 0 ? -1 : length);
        try (OutputStream out = exchange.getResponseBody()) {
            out.write(content, start, length);
        }
    }

    static String gitHash(byte[] content) {
        byte[] head = ("blob " + content.length + "\0").getBytes(StandardCharsets.US_ASCII);
        byte[] all = Arrays.copyOf(head, head.length + content.length);
        System.arraycopy(content, 0, all, head.length, content.length);
        return sha("SHA-1", all);
    }

    static String sha(String algorithm, byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
