// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.feedback;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.attune.app.serve.feedback.RecentPredictions.Remembered;
import org.attune.app.serve.http.Json;
import org.attune.app.serve.http.JsonBody;
import org.attune.app.serve.http.Reception;
import org.attune.app.serve.http.RequestProblem;
import org.attune.app.serve.predict.PredictRequest;
import org.attune.app.serve.predict.Predictor;
import org.attune.app.serve.store.FeedbackTable;
import org.attune.app.serve.store.FeedbackTable.Feedback;
import org.attune.data.Row;
import org.attune.eval.PredictionWriter;
import org.attune.problem.Problem;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * {@code POST /v1/feedback}: {@code {"id": of a prediction, "label": …}}, or {@code {"model", "input", "label"}} for an input of any time.
 * It is on the disk before it is answered.
 *
 * @param models by name; throws where there is none
 */
public record FeedbackIntake(
        Function<String, Predictor> models, RecentPredictions recent, FeedbackTable table, int mostBytes)
        implements Handler {

    @Override
    public void handle(Context call) {
        JsonBody body = JsonBody.read(call, mostBytes);
        String key = Reception.key(call);
        Feedback feedback = body.has("id") ? ofPrediction(body, key) : ofInput(body, key);
        long number = table.add(feedback);
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("id", "feedback-" + number);
        document.put("object", "feedback");
        document.put("model", feedback.model());
        call.contentType("application/json").result(Json.text(document));
    }

    private Feedback ofPrediction(JsonBody body, String key) {
        body.only(List.of("id", "label"));
        String id = body.text("id");
        Remembered known = recent.find(id)
                .orElseThrow(() -> RequestProblem.notFound(
                        "id",
                        "prediction_not_found",
                        "no prediction " + Problem.quote(id)
                                + " is remembered; only the newest ones are: send model, input and label instead"));
        Predictor model = models.apply(known.model());
        String label = label(body, model, known.prediction().input());
        String said =
                Json.text(Json.read(PredictionWriter.line(known.prediction())).path("prediction"));
        return new Feedback(known.model(), id, known.input(), said, model.truth(), label, key);
    }

    private Feedback ofInput(JsonBody body, String key) {
        body.only(List.of("model", "input", "label"));
        Predictor model = models.apply(body.text("model"));
        if (body.required("input").isArray()) {
            throw JsonBody.wrong("input", body.field("input"), "one input");
        }
        Row row = PredictRequest.of(model.task()).rows(body).get(0);
        String label = label(body, model, row.values());
        return new Feedback(body.text("model"), null, Json.text(row.values()), null, model.truth(), label, key);
    }

    /** As JSON; of the kind that the model's labels are. */
    private static String label(JsonBody body, Predictor model, Map<String, ? extends @Nullable Object> input) {
        JsonNode label = body.required("label");
        boolean strings = label.isArray() && label.values().stream().allMatch(JsonNode::isString);
        switch (model.labels()) {
            case NUMBER -> check(label.isNumber(), label, "a number");
            case ONE -> check(label.isString() && !label.stringValue().isBlank(), label, "a label");
            case SEVERAL -> check(strings, label, "a list of labels");
            case WORDS -> {
                int words = input.get(model.task().inputs().get(0)) instanceof List<?> list ? list.size() : 0;
                check(strings && label.size() == words, label, "a tag for each of the " + words + " words");
            }
        }
        return Json.text(label);
    }

    private static void check(boolean holds, JsonNode label, String expected) {
        if (!holds) {
            throw JsonBody.wrong("label", label, expected);
        }
    }
}
