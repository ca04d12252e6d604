// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.EnumMap;
import java.util.Map;
import org.attune.app.serve.feedback.FeedbackExport;
import org.attune.app.serve.feedback.FeedbackIntake;
import org.attune.app.serve.feedback.RecentPredictions;
import org.attune.app.serve.http.Doorkeeper;
import org.attune.app.serve.http.Endpoint;
import org.attune.app.serve.http.HttpServer;
import org.attune.app.serve.http.Json;
import org.attune.app.serve.http.Metrics;
import org.attune.app.serve.http.RequestProblem;
import org.attune.app.serve.predict.Predictions;
import org.attune.app.serve.store.Store;
import org.attune.app.serve.writing.Completions;
import org.attune.problem.InputException;
import org.attune.problem.Problems;
import org.jspecify.annotations.Nullable;

/** A server: what is wrong is found first, then it listens, then it loads, then it is ready, and at its end it answers what it began. */
public final class Serving implements AutoCloseable {

    private final ServeSettings settings;
    private final Metrics metrics = new Metrics();
    private final RecentPredictions recent = new RecentPredictions();
    private final Store store;
    private final Models models;
    private final HttpServer http;

    private Serving(ServeSettings settings, Store store, Map<String, String> kinds) {
        this.settings = settings;
        this.store = store;
        models = Models.of(settings.models(), kinds, settings.queue(), metrics);
        try {
            http = HttpServer.start(settings.http(), doorkeeper(), metrics, handlers());
        } catch (InputException e) {
            store.close();
            throw e;
        }
    }

    /**
     * Returns once every model can be asked.
     *
     * @throws InputException with everything that is wrong with settings and models, and where the port is taken
     */
    @SuppressWarnings("MustBeClosedChecker") // closed by its user, or here where it does not get ready
    public static Serving start(ServeSettings settings) {
        Problems problems = new Problems();
        settings.check(problems);
        Map<String, String> kinds = Models.check(settings.models(), problems);
        Store store = problems.collect(() -> Store.open(settings.access().store()));
        if (store == null || !problems.isEmpty()) {
            closeAll(store);
            throw new InputException(problems.list());
        }
        Serving serving = new Serving(settings, store, kinds);
        boolean ready = false;
        try {
            serving.models.open();
            ready = true;
            return serving;
        } finally {
            if (!ready) {
                serving.close();
            }
        }
    }

    /** The port that it listens to. */
    public int port() {
        return http.port();
    }

    private Map<Endpoint, Handler> handlers() {
        Map<Endpoint, Handler> handlers = new EnumMap<>(Endpoint.class);
        for (Endpoint endpoint : Endpoint.values()) {
            handlers.put(endpoint, handler(endpoint));
        }
        return handlers;
    }

    private Handler handler(Endpoint endpoint) {
        return switch (endpoint) {
            case HEALTH -> call -> json(call, Map.of("status", "ok"));
            case READY -> this::ready;
            case METRICS ->
                call -> call.contentType("text/plain; version=0.0.4").result(metrics.text());
            case PREDICT -> new Predictions(models::predictor, settings.mostBytes(), metrics, recent::remember);
            case LIST_MODELS -> call -> json(call, models.list());
            case SHOW_MODEL -> call -> json(call, models.show(call.pathParam("model")));
            case COMPLETE_CHAT -> Completions.ofChats(models::writer, settings.mostBytes(), metrics);
            case COMPLETE_TEXT -> Completions.ofTexts(models::writer, settings.mostBytes(), metrics);
            case GIVE_FEEDBACK -> new FeedbackIntake(models::predictor, recent, store.feedback(), settings.mostBytes());
            case READ_FEEDBACK -> new FeedbackExport(store.feedback());
        };
    }

    private void ready(Context call) {
        if (!models.areOpen()) {
            throw RequestProblem.unavailable("not_ready", "models are being loaded");
        }
        json(call, Map.of("status", "ready"));
    }

    private static void json(Context call, Object document) {
        call.contentType("application/json").result(Json.text(document));
    }

    private Doorkeeper doorkeeper() {
        return settings.access().open() ? new KeyCheck.Loopback() : new KeyCheck(store.keys());
    }

    /** Answers what came, then lets the models go. */
    @Override
    public void close() {
        try {
            http.close();
        } finally {
            models.close();
            store.close();
        }
    }

    private static void closeAll(@Nullable Store store) {
        if (store != null) {
            store.close();
        }
    }
}
