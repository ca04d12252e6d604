// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Requests to the hub. Redirects are followed by hand, because the token goes to the endpoint's own host only while
 * files live on other hosts under signed addresses.
 */
final class Connection {

    private static final int MOST_REDIRECTS = 10;
    /** Where a redirect to the storage tells the content's hash: all that a HEAD asks for. */
    static final String LINKED_ETAG = "X-Linked-Etag";

    private final HttpClient client;
    private final HubSettings settings;
    private final NetworkProblems network;
    private final StatusProblems statuses;

    Connection(HubSettings settings, HubReference reference) {
        this.settings = settings;
        this.network = new NetworkProblems(settings, reference.toString());
        this.statuses = new StatusProblems(settings, reference);
        this.client = HttpClient.newBuilder()
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1) // HTTP/2's flow control is slower for one large body
                .connectTimeout(settings.transport().connect())
                .proxy(settings.transport().proxy())
                .build();
    }

    /** One attempt; only good answers come back, and for HEAD a redirect that tells what was asked. */
    Answer send(Call call) throws RequestFailure {
        URI uri = call.uri();
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            Answer answer = once(call, uri);
            if (!answer.redirects()) {
                if (answer.good()) {
                    return answer;
                }
                throw statuses.of(answer);
            }
            URI next = target(uri, answer);
            if (call.headOnly()
                    && !Addresses.sameOrigin(uri, next)
                    && answer.header(LINKED_ETAG).isPresent()) {
                return answer;
            }
            uri = next;
        }
        throw network.redirects(uri, "more than " + MOST_REDIRECTS + " redirects, one after another");
    }

    private URI target(URI from, Answer answer) throws RequestFailure {
        Optional<String> location = answer.header("Location");
        URI next = location.isPresent() ? resolved(from, location.get()) : null;
        if (next == null) {
            throw network.redirects(from, "a redirect without a usable address");
        }
        if (from.getScheme().equalsIgnoreCase("https") && !next.getScheme().equalsIgnoreCase("https")) {
            throw network.redirects(from, "a redirect from https to http");
        }
        return next;
    }

    private static @Nullable URI resolved(URI from, String location) {
        try {
            return Addresses.web(from.resolve(location).toString());
        } catch (IllegalArgumentException e) {
            return null; // no address at all: the caller says so
        }
    }

    private Answer once(Call call, URI uri) throws RequestFailure {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .header("User-Agent", "attune")
                .header("Accept-Encoding", "identity"); // lengths and ranges are those of the content itself
        call.headers().forEach(request::header);
        if (Addresses.sameOrigin(settings.endpoint(), uri)) {
            settings.token().ifPresent(token -> request.header("Authorization", "Bearer " + token));
        }
        request.method(call.headOnly() ? "HEAD" : "GET", HttpRequest.BodyPublishers.noBody());
        AtomicReference<@Nullable LimitedBody> body = new AtomicReference<>();
        HttpResponse.BodyHandler<Long> handler = info -> {
            boolean good = info.statusCode() == 200 || info.statusCode() == 206;
            LimitedBody receiver = new LimitedBody(good ? call.body().apply(info) : Sink.NOTHING);
            body.set(receiver);
            return receiver;
        };
        HttpResponse<Long> response = await(client.sendAsync(request.build(), handler), body, uri);
        return new Answer(uri, response.statusCode(), response.headers());
    }

    /** Waits as long as bytes keep coming. */
    private HttpResponse<Long> await(
            CompletableFuture<HttpResponse<Long>> future, AtomicReference<@Nullable LimitedBody> body, URI uri)
            throws RequestFailure {
        long stall = settings.transport().stall().toMillis();
        long seen = 0;
        while (true) {
            try {
                return future.get(stall, TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                LimitedBody receiver = body.get();
                long now = receiver == null ? 0 : receiver.received();
                if (now == seen) {
                    abandon(future, receiver);
                    throw network.stalled(uri, stall, e);
                }
                seen = now;
            } catch (InterruptedException e) {
                abandon(future, body.get());
                Thread.currentThread().interrupt();
                throw Retries.interrupted(uri.getHost(), e);
            } catch (ExecutionException e) {
                throw network.of(uri, e.getCause());
            }
        }
    }

    private static void abandon(CompletableFuture<HttpResponse<Long>> future, @Nullable LimitedBody receiver) {
        future.cancel(true);
        if (receiver != null) {
            receiver.abandon();
        }
    }
}
