// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Handler;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Listens, hands each request to what answers it, and ends once those that came have their answers. */
public final class HttpServer implements AutoCloseable {

    private final HttpSettings settings;
    private final Reception reception;
    private final GracefulHandler traffic = new GracefulHandler();
    private final Javalin javalin;

    private HttpServer(HttpSettings settings, Reception reception, Map<Endpoint, Handler> handlers) {
        this.settings = settings;
        this.reception = reception;
        this.javalin = Javalin.create(config -> configure(config, handlers));
    }

    /**
     * @param handlers of every endpoint
     * @throws InputException where it cannot listen there
     */
    public static HttpServer start(
            HttpSettings settings, Doorkeeper doorkeeper, Metrics metrics, Map<Endpoint, Handler> handlers) {
        HttpServer server = new HttpServer(settings, new Reception(doorkeeper, metrics), handlers);
        metrics.gauge("attune_requests_in_flight", "server", "http", server.traffic::getCurrentRequestCount);
        try {
            server.javalin.start();
            return server;
        } catch (JavalinBindException e) {
            throw new InputException(
                    "serve.address",
                    settings.host() + ":" + settings.port(),
                    "it cannot be listened to: " + Problem.quote(String.valueOf(e.getMessage())),
                    "the address is this machine's, and no other program has the port",
                    "choose another one by --port or --host, --port 0 takes any that is free");
        }
    }

    /** The one that it listens to. */
    public int port() {
        return javalin.port();
    }

    private void configure(JavalinConfig config, Map<Endpoint, Handler> handlers) {
        config.startup.showJavalinBanner = false;
        config.startup.startupWatcherEnabled = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.prefer405over404 = true;
        config.jetty.threadPool = new QueuedThreadPool(settings.threads());
        config.jetty.modifyHttpConfiguration(http -> {
            http.setSendServerVersion(false);
            http.setIdleTimeout(settings.idle().toMillis());
        });
        config.jetty.addConnector((server, http) -> {
            ServerConnector connector =
                    new ServerConnector(server, new org.eclipse.jetty.server.HttpConnectionFactory(http));
            connector.setHost(settings.host());
            connector.setPort(settings.port());
            connector.setIdleTimeout(settings.idle().toMillis());
            return connector;
        });
        config.jetty.modifyServer(server -> {
            server.setHandler(traffic); // at the end it lets nobody in, and waits for the last byte of what came
            server.setStopTimeout(settings.drain().toMillis());
            answerBrokenRequests(server);
        });
        for (Endpoint endpoint : Endpoint.values()) {
            Handler handler = handlers.get(endpoint);
            if (handler == null) {
                throw new IllegalStateException("nothing answers " + endpoint);
            }
            Handler received = call -> reception.receive(endpoint, handler, call);
            switch (endpoint.method()) {
                case GET -> config.routes.get(endpoint.path(), received);
                case POST -> config.routes.post(endpoint.path(), received);
                case DELETE -> config.routes.delete(endpoint.path(), received);
            }
        }
        config.routes.exception(HttpResponseException.class, (wrong, call) -> reception.unrouted(wrong, call));
    }

    /** What is no HTTP at all does not come to a handler, and is answered as everything else. */
    private static void answerBrokenRequests(Server server) {
        server.setErrorHandler((request, response, callback) -> {
            int status = Math.max(400, response.getStatus());
            RequestProblem problem = RequestProblem.broken(status);
            response.setStatus(status);
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, Reception.JSON);
            byte[] body = Json.text(problem.document()).getBytes(StandardCharsets.UTF_8);
            response.write(true, ByteBuffer.wrap(body), callback);
            return true;
        });
    }

    /** Lets nobody in any more, waits for the answers that are on their way, then ends all connections. */
    @Override
    public void close() {
        javalin.stop();
    }
}
