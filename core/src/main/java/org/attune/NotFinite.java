// SPDX-License-Identifier: Apache-2.0
package org.attune;

import java.util.List;
import java.util.stream.Stream;
import org.attune.data.Row;
import org.attune.problem.WorkException;
import org.attune.train.Batches;
import org.attune.train.TrainState;

/** The loss or the gradient of a step is not a number: nothing was updated, and the run stops. */
final class NotFinite {

    private static final int MOST_ROWS = 8;

    private NotFinite() {}

    static WorkException at(Batches.Step step, List<Row> rows, TrainState before, double norm) {
        List<String> places = step.micro().stream()
                .flatMap(batch -> batch.examples().stream())
                .flatMap(example -> Stream.of(rows.get(example.row()).where()))
                .distinct()
                .toList();
        String shown = String.join(", ", places.subList(0, Math.min(MOST_ROWS, places.size())));
        String more = places.size() > MOST_ROWS ? " and " + (places.size() - MOST_ROWS) + " more" : "";
        return new WorkException(
                "training.not-finite",
                "step " + step.number() + ", rows " + shown + more,
                "the loss or its gradient is not a number (loss of the step before: " + before.loss()
                        + ", gradient norm: " + norm + ")",
                "every step has a finite loss; nothing was updated, the last checkpoint is whole",
                "lower training.learning_rate, set training.clip, or use training.precision: fp32, with a new output");
    }
}
