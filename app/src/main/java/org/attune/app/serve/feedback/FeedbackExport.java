// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.feedback;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.attune.app.serve.http.Json;
import org.attune.app.serve.http.RequestProblem;
import org.attune.app.serve.store.FeedbackTable;
import org.attune.app.serve.store.FeedbackTable.Feedback;
import org.attune.app.serve.store.FeedbackTable.Kept;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code GET /v1/feedback?format=jsonl&model=NAME}: a line for each, with the columns of the model's training data, which {@code attune
 * train} reads, and beside them where it comes from.
 */
public record FeedbackExport(FeedbackTable table) implements Handler {

    @Override
    public void handle(Context call) throws IOException {
        String format = call.queryParam("format");
        if (format != null && !format.equals("jsonl")) {
            throw RequestProblem.invalid("format", "invalid_value", "Invalid value for 'format': expected jsonl");
        }
        call.contentType("application/x-ndjson");
        OutputStream out = call.outputStream();
        table.each(call.queryParam("model"), kept -> {
            try {
                out.write((line(kept) + "\n").getBytes(StandardCharsets.UTF_8));
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        });
    }

    static String line(Kept kept) {
        Feedback feedback = kept.feedback();
        ObjectNode line = (ObjectNode) Json.read(feedback.input());
        line.set(feedback.truth(), Json.read(feedback.label()));
        line.put("feedback_id", "feedback-" + kept.number());
        line.put("feedback_model", feedback.model());
        line.put("feedback_created", kept.created());
        line.set("feedback_prediction", Json.read(feedback.prediction() == null ? "null" : feedback.prediction()));
        return Json.text(line);
    }
}
