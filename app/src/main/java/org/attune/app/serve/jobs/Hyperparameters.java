// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.jobs;

import org.attune.app.serve.http.JsonBody;
import org.attune.app.serve.http.RequestProblem;

/**
 * How a job learns.
 *
 * @param rate times the learning rate that a recipe has by itself
 */
record Hyperparameters(int epochs, int batchSize, double rate) {

    private static final String[] NAMES = {"n_epochs", "batch_size", "learning_rate_multiplier"};

    private static final int MOST_EPOCHS = 50;
    private static final int MOST_BATCH = 256;

    // auto epochs, as OpenAI's cookbook says: three, but for very few and very many conversations
    private static final int USUAL_EPOCHS = 3;
    private static final long FEWEST_SEEN = 100;
    private static final long MOST_SEEN = 25_000;
    private static final int MOST_USUAL_EPOCHS = 25;

    /** auto: a tenth of the conversations, at most so many. */
    private static final int USUAL_BATCH = 16;

    /** @param lines conversations in the training file */
    static Hyperparameters of(JsonBody body, long lines) {
        body.only(java.util.List.of(NAMES));
        int epochs = isAuto(body, NAMES[0])
                ? usualEpochs(lines)
                : body.integer(NAMES[0], 1, MOST_EPOCHS).orElseThrow();
        int batch = isAuto(body, NAMES[1])
                ? (int) Math.max(1, Math.min(USUAL_BATCH, lines / 10))
                : body.integer(NAMES[1], 1, MOST_BATCH).orElseThrow();
        double rate = isAuto(body, NAMES[2]) ? 1 : body.number(NAMES[2], Double.MIN_VALUE, 1e6, 1);
        return new Hyperparameters(epochs, batch, rate);
    }

    private static boolean isAuto(JsonBody body, String name) throws RequestProblem {
        return !body.has(name)
                || (body.field(name).isString()
                        && body.field(name).stringValue().equals("auto"));
    }

    static int usualEpochs(long lines) {
        long seen = lines * USUAL_EPOCHS;
        if (seen < FEWEST_SEEN) {
            return (int) Math.max(1, Math.min(MOST_USUAL_EPOCHS, FEWEST_SEEN / Math.max(1, lines)));
        }
        return seen > MOST_SEEN ? (int) Math.max(1, MOST_SEEN / lines) : USUAL_EPOCHS;
    }
}
