// SPDX-License-Identifier: Apache-2.0
package org.attune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.attune.eval.RetainedSuite;
import org.attune.run.AtomicFile;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The course of a run, read back from its metrics.
 *
 * @param trainLoss the mean loss of the steps between two evaluations
 * @param validationLoss at each evaluation; empty where evaluations have no loss
 */
record History(double[] trainLoss, double[] validationLoss) {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    /** @param names metrics that are losses; the first that an evaluation has is taken */
    static History read(Path metrics, String... names) {
        List<Double> train = new ArrayList<>();
        List<Double> validation = new ArrayList<>();
        double sum = 0;
        int steps = 0;
        try {
            for (String line : Files.readAllLines(metrics)) {
                JsonNode node = MAPPER.readTree(line);
                if (node.path("kind").asString("").equals("step")) {
                    sum += node.path("loss").asDouble(0);
                    steps++;
                    continue;
                } else if (RetainedSuite.isRetained(node.path("split").asString(""))) {
                    continue;
                }
                for (String name : names) {
                    if (node.path("metrics").has(name)) {
                        train.add(sum / Math.max(1, steps));
                        validation.add(node.path("metrics").path(name).asDouble());
                        break;
                    }
                }
                sum = 0;
                steps = 0;
            }
        } catch (IOException e) {
            throw AtomicFile.failed(metrics, e);
        }
        return new History(array(train), array(validation));
    }

    private static double[] array(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
