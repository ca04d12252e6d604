// SPDX-License-Identifier: Apache-2.0
package org.attune.train;

import java.util.Collection;
import org.attune.data.Batch;
import org.attune.data.Example;
import org.attune.model.HeadRequest;
import org.attune.model.ImageBlueprint;
import org.attune.model.Model;
import org.attune.task.Task;
import org.attune.tensor.Parameter;

/**
 * What the mathematics of a training step needs. A multiplication with its addition is two operations. Each weight is multiplied once
 * in the forward, once for the gradient of its input where that is asked for, in the lowest block that learns and above, and once
 * for its own where it learns; attention multiplies twice for each two tokens of which one sees the other, and backward twice as often.
 * Padding, recomputation and what is frozen below all that learns do not count twice, and a sliding window counts as if it saw all.
 */
public final class Flops {

    private final Model model;
    private final Task task;
    private final double perToken;
    private final double perTokenPair;
    private final double perOutput;
    private final double perProduct;

    /** @param keepsFeatures whether the backbone runs once for each row before the first step, and in no step */
    public Flops(Model model, Task task, boolean keepsFeatures) {
        this.model = model;
        this.task = task;
        Collection<Parameter> all = model.parameters().all();
        int lowest = all.stream()
                .filter(Parameter::learns)
                .mapToInt(parameter -> model.depthOf(parameter.name()))
                .min()
                .orElse(Integer.MAX_VALUE);
        int blocks = model.backbone().blocks();
        boolean learns = lowest <= blocks || all.stream().anyMatch(this::learnsAbove);
        double weights = 0;
        double products = 0;
        double head = 0;
        for (Parameter parameter : all) {
            if (parameter.kind() != Parameter.Kind.WEIGHT) {
                continue;
            }
            int depth = model.depthOf(parameter.name());
            double times = times(parameter, learns && depth >= lowest);
            if (isBackbone(parameter) && depth <= blocks) { // a pooler is asked as often as the head
                weights += parameter.size();
                products += keepsFeatures ? 0 : 2 * times * parameter.size();
            } else {
                head += 2 * times * parameter.size();
            }
        }
        perToken = products;
        perProduct = weights == 0 ? 0 : products / weights; // as if all weights were used equally often
        perTokenPair = keepsFeatures ? 0 : attention(lowest, blocks);
        perOutput = head + tied(learns);
    }

    private static double times(Parameter parameter, boolean passesOn) {
        return 1 + (passesOn ? 1 : 0) + (parameter.learns() ? 1 : 0);
    }

    private boolean isBackbone(Parameter parameter) {
        return model.blueprint().names().has(parameter.name());
    }

    /** Norms behind the last block. */
    private boolean learnsAbove(Parameter parameter) {
        return parameter.learns() && isBackbone(parameter);
    }

    private double attention(int lowest, int blocks) {
        double perPair = 2.0 * 2 * model.backbone().width(); // scores and their sums of values
        double passes = 0;
        for (int depth = 1; depth <= blocks; depth++) {
            passes += depth >= lowest ? 3 : 1;
        }
        return perPair * passes;
    }

    /** A language model's last layer that is its table of words. */
    private double tied(boolean passesOn) {
        boolean own = model.headParameters().stream().anyMatch(weight -> weight.kind() == Parameter.Kind.WEIGHT);
        Parameter words = model.parameters().find(model.blueprint().names().words());
        return isLanguage() && !own && words != null ? 2 * times(words, passesOn) * words.size() : 0;
    }

    private boolean isLanguage() {
        return model.request().kind() == HeadRequest.Kind.LANGUAGE;
    }

    /** @return operations */
    public double of(Batch batch) {
        double sum = outputs(batch) * perOutput;
        for (Example example : batch.examples()) {
            if (example.features() instanceof Example.Image image
                    && model.blueprint() instanceof ImageBlueprint blueprint) {
                sum += perProduct
                        * blueprint.cost(image.height(), image.width()).products();
                continue;
            }
            for (int length : example.features().lengths()) {
                sum += length * perToken + seen(length) * perTokenPair;
            }
        }
        return sum;
    }

    /** How often a token sees a token. */
    private double seen(double length) {
        return model.blueprint().generates() ? length * (length + 1) / 2 : length * length;
    }

    /** How often the head is asked. */
    private double outputs(Batch batch) {
        return switch (model.request().kind()) {
            case LANGUAGE -> task.targets(batch);
            case TOKENS -> batch.tokens();
            case SEQUENCE, IMAGE, EMBEDDING -> batch.size();
        };
    }
}
