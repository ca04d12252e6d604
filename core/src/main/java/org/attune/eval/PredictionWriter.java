// SPDX-License-Identifier: Apache-2.0
package org.attune.eval;

import java.io.BufferedWriter;
import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.attune.task.Answer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes {@code predictions.jsonl}: one compact line per row, keys in a fixed order. Not thread-safe. */
public final class PredictionWriter implements Closeable {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final BufferedWriter out;

    public PredictionWriter(Path file) throws IOException {
        this.out = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
    }

    public void write(Prediction prediction) throws IOException {
        out.write(line(prediction));
        out.write('\n');
    }

    @Override
    public void close() throws IOException {
        out.close();
    }

    /** The line without its end. A probability is written with the digits of its 32 bits. */
    public static String line(Prediction prediction) {
        ObjectNode node = NODES.objectNode();
        node.put("id", prediction.id());
        node.put("file", prediction.file());
        node.put("line", prediction.line());
        ObjectNode input = node.putObject("input");
        prediction.input().forEach((column, value) -> input.set(column, EvaluationJson.MAPPER.valueToTree(value)));
        node.set("label", answer(prediction.label()));
        node.set("prediction", answer(prediction.prediction()));
        Prediction.Probabilities probabilities = prediction.probabilities();
        if (probabilities != null) {
            ObjectNode values = node.putObject("probabilities");
            for (int i = 0; i < probabilities.values().length; i++) {
                values.put(probabilities.labels().get(i), probabilities.values()[i]);
            }
        }
        return EvaluationJson.MAPPER.writeValueAsString(node);
    }

    private static JsonNode answer(@Nullable Answer answer) {
        if (answer == null) {
            return NODES.nullNode();
        } else if (answer instanceof Answer.Label label) {
            return NODES.stringNode(label.name());
        } else if (answer instanceof Answer.Value number) {
            return NODES.numberNode(number.value());
        }
        if (answer instanceof Answer.Likelihood likelihood) {
            return NODES.objectNode().put("loss", likelihood.loss()).put("tokens", likelihood.tokens());
        }
        return array(((Answer.Labels) answer).names());
    }

    private static ArrayNode array(List<String> names) {
        ArrayNode array = NODES.arrayNode();
        names.forEach(array::add);
        return array;
    }
}
