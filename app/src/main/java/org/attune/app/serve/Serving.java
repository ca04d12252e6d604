// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.EnumMap;
import java.util.Map;
import org.attune.app.serve.feedback.FeedbackExport;
import org.attune.app.serve.feedback.FeedbackIntake;
import org.attune.app.serve.feedback.RecentPredictions;
import org.attune.app.serve.files.FileRequests;
import org.attune.app.serve.files.KeptFiles;
import org.attune.app.serve.http.Audit;
import org.attune.app.serve.http.Doorkeeper;
import org.attune.app.serve.http.Endpoint;
import org.attune.app.serve.http.HttpServer;
import org.attune.app.serve.http.Json;
import org.attune.app.serve.http.Metrics;
import org.attune.app.serve.http.RequestProblem;
import org.attune.app.serve.jobs.JobQueue;
import org.attune.app.serve.jobs.JobRequests;
import org.attune.app.serve.predict.Predictions;
import org.attune.app.serve.store.DataFolder;
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
    private final DataFolder data;
    private final Models models;
    private final FileRequests files;
    private final JobQueue queue;
    private final JobRequests jobs;
    private final HttpServer http;

    private Serving(ServeSettings settings, Store store, DataFolder data, Map<String, Models.Kind> kinds) {
        this.settings = settings;
        this.store = store;
        this.data = data;
        ServeSettings.Tuning tuning = settings.tuning();
        KeptFiles kept = new KeptFiles(data, store.files());
        kept.deleteForgotten();
        TunedModels tuned = new TunedModels(store.jobs(), settings.queue());
        tuned.deleteForgotten();
        models = Models.of(kinds, tuned, settings.queue(), metrics);
        files = new FileRequests(kept);
        queue = new JobQueue(store.jobs(), kept, tuning.command(), tuning.jobs());
        jobs = new JobRequests(store.jobs(), queue, kept, models::base, settings.mostBytes());
        try {
            http = HttpServer.start(settings.http(), doorkeeper(), metrics, handlers());
        } catch (InputException e) {
            closeAll(data, store);
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
        Map<String, Models.Kind> kinds = Models.check(settings.models(), problems);
        Store store = problems.collect(() -> Store.open(settings.access().store()));
        DataFolder data =
                problems.collect(() -> DataFolder.open(settings.tuning().folder()));
        if (store == null || data == null || !problems.isEmpty()) {
            closeAll(data, store);
            throw new InputException(problems.list());
        }
        Serving serving = new Serving(settings, store, data, kinds);
        boolean ready = false;
        try {
            serving.models.open();
            serving.queue.start();
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
            case UPLOAD_FILE -> files.upload(settings.tuning().mostBytes());
            case LIST_FILES -> files::list;
            case SHOW_FILE -> files::show;
            case READ_FILE -> files::content;
            case DELETE_FILE -> files::delete;
            case CREATE_JOB -> jobs::create;
            case LIST_JOBS -> jobs::list;
            case SHOW_JOB -> jobs::show;
            case CANCEL_JOB -> jobs::cancel;
            case PAUSE_JOB -> jobs::pause;
            case RESUME_JOB -> jobs::resume;
            case LIST_EVENTS -> jobs::events;
            case LIST_CHECKPOINTS -> jobs::checkpoints;
            case DELETE_MODEL -> this::deleteModel;
        };
    }

    private void deleteModel(Context call) {
        String name = call.pathParam("model");
        json(call, models.delete(name));
        Audit.log(call, "model.deleted", name);
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

    /** Answers what came, lets jobs write a checkpoint, then lets the models go. */
    @Override
    public void close() {
        try {
            http.close();
        } finally {
            queue.close();
            models.close();
            closeAll(data, store);
        }
    }

    private static void closeAll(@Nullable DataFolder data, @Nullable Store store) {
        if (store != null) {
            store.close();
        }
        if (data != null) {
            data.close();
        }
    }
}
