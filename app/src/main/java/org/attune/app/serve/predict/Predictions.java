// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.predict;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.attune.app.serve.http.Json;
import org.attune.app.serve.http.JsonBody;
import org.attune.app.serve.http.Metrics;
import org.attune.data.Row;
import org.attune.eval.Prediction;
import org.attune.eval.Prediction.Probabilities;
import org.attune.eval.PredictionWriter;
import org.attune.task.Answered;
import org.attune.task.Task;

/**
 * {@code POST /v1/predict}: {@code {"model": NAME, "input": …}} is answered by {@code {"object": "list", "model", "predictions"}}, each
 * prediction with the fields of a line of {@code attune predict}, and an id that feedback may name.
 */
public final class Predictions implements Handler {

    /** Hears of what was predicted. */
    @FunctionalInterface
    public interface Memory {
        void remember(String model, Prediction prediction);
    }

    private final Function<String, Predictor> models;
    private final int mostBytes;
    private final Metrics metrics;
    private final Memory memory;

    /**
     * @param models by name; throws where there is none
     * @param mostBytes of a request
     */
    public Predictions(Function<String, Predictor> models, int mostBytes, Metrics metrics, Memory memory) {
        this.models = models;
        this.mostBytes = mostBytes;
        this.metrics = metrics;
        this.memory = memory;
    }

    @Override
    public void handle(Context call) {
        JsonBody body = JsonBody.read(call, mostBytes).only(List.of("model", "input"));
        String name = body.text("model");
        Predictor model = models.apply(name);
        Task task = model.task();
        List<Row> rows = PredictRequest.of(task).rows(body);
        List<Answered> answers = model.worker().ask(rows);
        metrics.count("attune_predictions_total", "model", name, rows.size());
        call.contentType("application/json").result(document(name, predictions(task, name, rows, answers)));
    }

    private List<Prediction> predictions(Task task, String model, List<Row> rows, List<Answered> answers) {
        String id = "pred-" + UUID.randomUUID().toString().replace("-", "");
        List<Prediction> predictions = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            float[] values = answers.get(i).probabilities();
            Probabilities probabilities =
                    values == null ? null : new Probabilities(task.labels().names(), values);
            Prediction prediction = Prediction.of(rows.get(i), task.inputs(), answers.get(i), probabilities)
                    .withoutPlace(id + "-" + i);
            memory.remember(model, prediction);
            predictions.add(prediction);
        }
        return predictions;
    }

    /** Lines as they are written into files, so that every digit is the same. */
    private static String document(String model, List<Prediction> predictions) {
        List<String> lines = predictions.stream().map(PredictionWriter::line).toList();
        return "{\"object\":\"list\",\"model\":" + Json.text(model) + ",\"predictions\":[" + String.join(",", lines)
                + "]}";
    }
}
