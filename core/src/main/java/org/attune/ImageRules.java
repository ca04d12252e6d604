// SPDX-License-Identifier: Apache-2.0
package org.attune;

import java.util.Map;
import org.attune.config.AugmentConfig;
import org.attune.config.RunConfig;
import org.attune.data.Example;
import org.attune.method.Methods;
import org.attune.model.Base;
import org.attune.model.ImageBlueprint;
import org.attune.problem.Problems;
import org.attune.task.Encoded;

/** What holds of runs on images. */
final class ImageRules {

    private ImageRules() {}

    /** Whether the norms of a model take their statistics over the rows that go through it together. */
    static boolean couplesRows(Base base, Methods.Plan method) {
        return base.config().blueprint() instanceof ImageBlueprint images
                && images.couplesRows()
                && method.preview().learnsNorms();
    }

    static void check(RunConfig config, Base base, Methods.Plan method, Problems problems) {
        int size = config.training().batchSize();
        if (method.preview().couplesRows() && config.training().microBatchSize().orElse(size) < size) {
            problems.add(
                    "training.coupled",
                    "training.micro_batch_size",
                    config.training().microBatchSize().orElse(size) + " rows of a step of " + size,
                    "the loss compares the rows of a step with each other, so parts of a step learn otherwise than the whole",
                    "leave it out, or lower training.batch_size");
        }
        if (couplesRows(base, method) && config.training().microBatchSize().orElse(size) < size) {
            problems.add(
                    "training.coupled",
                    "training.micro_batch_size",
                    config.training().microBatchSize().orElse(size) + " rows of a step of " + size,
                    "the model normalises over the rows that go through it together, so parts of a step learn otherwise than"
                            + " the whole",
                    "leave it out, or lower training.batch_size; `method: head` keeps the norms as they are");
        }
        if (!config.data().augment().equals(AugmentConfig.NONE)) {
            method.preview()
                    .once()
                    .ifPresent(who -> problems.add(
                            "data.augment",
                            "data.augment",
                            "with method: " + config.method().name(),
                            who + " runs once for each image, as it is",
                            "leave it out, or use another method"));
        }
        if (base.config().blueprint() instanceof ImageBlueprint
                && config.method().name().endsWith("lora")) {
            problems.add(
                    "method.unavailable",
                    "method.name: " + config.method().name(),
                    "with a model of images",
                    "low-rank adapters are for models of text in this version",
                    "use full, freeze or head");
        }
    }

    /** Of activations of one image; 0 for text. */
    static long bytes(Base base, Map<String, Encoded> splits) {
        if (!(base.config().blueprint() instanceof ImageBlueprint images)) {
            return 0;
        }
        return splits.values().stream()
                .flatMap(split -> split.examples().stream())
                .limit(1)
                .map(Example::features)
                .map(Example.Image.class::cast)
                .mapToLong(image ->
                        Float.BYTES * images.cost(image.height(), image.width()).values())
                .findFirst()
                .orElse(1);
    }
}
