// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.attune.app.serve.http.Metrics;
import org.attune.app.serve.http.RequestProblem;
import org.attune.app.serve.predict.Predictor;
import org.attune.app.serve.work.Worker;
import org.attune.app.serve.writing.Writer;
import org.attune.config.ModelConfig;
import org.attune.model.Base;
import org.attune.model.ModelImport;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.attune.problem.Similar;
import org.attune.task.SavedTask;

/** The models that are served, each with a thread of its own. */
final class Models implements AutoCloseable {

    private static final String LANGUAGE = "causal-lm";

    private final Map<String, Predictor> predictors = new LinkedHashMap<>();
    private final Map<String, Writer> writers = new LinkedHashMap<>();
    private final Map<String, Worker<?, ?>> workers = new LinkedHashMap<>();
    private final long since = Instant.now().getEpochSecond();
    private final Map<String, Kind> kinds;
    private final TunedModels tuned;

    private Models(Map<String, Kind> kinds, TunedModels tuned) {
        this.kinds = kinds;
        this.tuned = tuned;
    }

    /** Finds what is wrong with the models before a weight is read, and what each is for, by its name. */
    static Map<String, Kind> check(List<NamedModel> models, Problems problems) {
        Map<String, Kind> kinds = new LinkedHashMap<>();
        for (NamedModel model : models) {
            Kind kind = problems.collect(() -> {
                try (Base base = ModelImport.open(ModelConfig.of(model.place()))) {
                    String task = checked(model, SavedTask.of(base).task().name());
                    return new Kind(model.place(), task, base.adapter() != null);
                }
            });
            if (kind != null) {
                kinds.put(model.name(), kind);
            }
        }
        return kinds;
    }

    /**
     * What is known of a model before it is loaded.
     *
     * @param adapted whether it is an adapter on another one
     */
    record Kind(String place, String task, boolean adapted) {}

    private static String checked(NamedModel model, String task) {
        if (task.equals("image-classification")) {
            throw new InputException(
                    "serve.task",
                    model.place(),
                    "a model for " + task,
                    "served are models of texts",
                    "ask it by: attune predict " + model.place());
        }
        return task;
    }

    /** Nothing is loaded yet. */
    static Models of(Map<String, Kind> kinds, TunedModels tuned, int queue, Metrics metrics) {
        Models made = new Models(kinds, tuned);
        kinds.forEach((name, kind) -> {
            if (LANGUAGE.equals(kind.task())) {
                Writer writer = Writer.of(name, kind.place(), queue);
                made.writers.put(name, writer);
                made.workers.put(name, writer.worker());
            } else {
                Predictor predictor = Predictor.of(name, kind.place(), queue);
                made.predictors.put(name, predictor);
                made.workers.put(name, predictor.worker());
            }
            Worker<?, ?> worker = Objects.requireNonNull(made.workers.get(name));
            metrics.gauge("attune_requests_waiting", "model", name, worker::waiting);
        });
        return made;
    }

    /** Loads all of them and waits until they can be asked; throws what is wrong with them, together. */
    void open() {
        Problems problems = new Problems();
        workers.values().forEach(Worker::open);
        for (Worker<?, ?> worker : workers.values()) {
            problems.collect(() -> {
                worker.awaitOpen();
                return worker;
            });
        }
        problems.throwIfAny();
    }

    boolean areOpen() {
        return workers.values().stream().allMatch(Worker::isOpen);
    }

    /** @throws RequestProblem where there is none of this name, or it writes texts */
    Predictor predictor(String name) {
        Predictor model = predictors.get(name);
        if (model == null) {
            throw writers.containsKey(name)
                    ? RequestProblem.invalid(
                            "model", "wrong_model", name + " is a language model: ask it by /v1/chat/completions")
                    : unknown(name);
        }
        return model;
    }

    /** @throws RequestProblem where there is none of this name, or it is no language model */
    Writer writer(String name) {
        Writer model = writers.get(name);
        if (model != null) {
            return model;
        } else if (predictors.containsKey(name)) {
            throw RequestProblem.invalid("model", "wrong_model", name + " writes no texts: ask it by /v1/predict");
        }
        return tuned.writer(tuned.find(name).orElseThrow(() -> unknown(name)));
    }

    /**
     * Where a model is that jobs may start from.
     *
     * @throws RequestProblem where there is none of this name
     */
    String base(String name) {
        Kind kind = kinds.get(name);
        if (kind == null || !LANGUAGE.equals(kind.task())) {
            String why = kind != null || tuned.find(name).isPresent()
                    ? " is not available for fine-tuning; language models" + " as they were before tuning are"
                    : " does not exist";
            throw RequestProblem.invalid("model", "model_not_available", "The model " + Problem.quote(name) + why);
        } else if (kind.adapted()) {
            throw RequestProblem.invalid(
                    "model",
                    "model_not_available",
                    name + " is an adapter; merge it with its base first: attune models merge");
        }
        boolean isName = kind.place().startsWith("hf:") || kind.place().startsWith("builtin:");
        return isName ? kind.place() : Path.of(kind.place()).toAbsolutePath().toString();
    }

    /** As OpenAI's API lists them: those that are served, then what jobs made. */
    Map<String, Object> list() {
        List<Object> all = new ArrayList<>();
        workers.keySet().forEach(name -> all.add(document(name, since)));
        tuned.list().forEach(model -> all.add(document(model.name(), model.created())));
        return Map.of("object", "list", "data", all);
    }

    Map<String, Object> show(String name) {
        return workers.containsKey(name)
                ? document(name, since)
                : document(
                        name, tuned.find(name).orElseThrow(() -> unknown(name)).created());
    }

    /** Only what jobs made. */
    Map<String, Object> delete(String name) {
        if (workers.containsKey(name)) {
            throw RequestProblem.forbidden("not_deletable", name + " was there before any job: it is not deleted");
        } else if (!tuned.delete(name)) {
            throw unknown(name);
        }
        Map<String, Object> deleted = new LinkedHashMap<>();
        deleted.put("id", name);
        deleted.put("object", "model");
        deleted.put("deleted", true);
        return deleted;
    }

    private static Map<String, Object> document(String name, long created) {
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("id", name);
        model.put("object", "model");
        model.put("created", created);
        model.put("owned_by", "attune");
        return model;
    }

    private RequestProblem unknown(String name) {
        return RequestProblem.notFound(
                "model",
                "model_not_found",
                "The model " + Problem.quote(name) + " does not exist; "
                        + Similar.hint(name, new TreeSet<>(workers.keySet())));
    }

    @Override
    public void close() {
        workers.values().forEach(Worker::close);
        tuned.close();
    }
}
