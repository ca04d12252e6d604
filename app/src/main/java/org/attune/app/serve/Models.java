// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve;

import java.time.Instant;
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

    /** Finds what is wrong with the models before a weight is read, and what each is for, by its name. */
    static Map<String, String> check(List<NamedModel> models, Problems problems) {
        Map<String, String> tasks = new LinkedHashMap<>();
        for (NamedModel model : models) {
            String task = problems.collect(() -> {
                try (Base base = ModelImport.open(ModelConfig.of(model.place()))) {
                    return checked(model, SavedTask.of(base).task().name());
                }
            });
            if (task != null) {
                tasks.put(model.name(), task);
            }
        }
        return tasks;
    }

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
    static Models of(List<NamedModel> models, Map<String, String> tasks, int queue, Metrics metrics) {
        Models made = new Models();
        for (NamedModel model : models) {
            String name = model.name();
            if (LANGUAGE.equals(tasks.get(name))) {
                Writer writer = Writer.of(name, model.place(), queue);
                made.writers.put(name, writer);
                made.workers.put(name, writer.worker());
            } else {
                Predictor predictor = Predictor.of(name, model.place(), queue);
                made.predictors.put(name, predictor);
                made.workers.put(name, predictor.worker());
            }
            Worker<?, ?> worker = Objects.requireNonNull(made.workers.get(name));
            metrics.gauge("attune_requests_waiting", "model", name, worker::waiting);
        }
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
        if (model == null) {
            throw predictors.containsKey(name)
                    ? RequestProblem.invalid("model", "wrong_model", name + " writes no texts: ask it by /v1/predict")
                    : unknown(name);
        }
        return model;
    }

    /** As OpenAI's API lists them. */
    Map<String, Object> list() {
        return Map.of(
                "object",
                "list",
                "data",
                workers.keySet().stream().map(this::show).toList());
    }

    Map<String, Object> show(String name) {
        if (!workers.containsKey(name)) {
            throw unknown(name);
        }
        Map<String, Object> model = new LinkedHashMap<>();
        model.put("id", name);
        model.put("object", "model");
        model.put("created", since);
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
    }
}
