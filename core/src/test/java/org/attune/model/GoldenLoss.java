// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import org.attune.tensor.Tensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;
import tools.jackson.databind.JsonNode;

/** The losses of the reference, written out. */
final class GoldenLoss {

    private GoldenLoss() {}

    static Tensor of(String task, Tensor logits, JsonNode labels) {
        return switch (task) {
            case "regression" -> squared(logits, doubles(labels, labels.size(), 1));
            case "multi-label" ->
                binary(logits, doubles(labels, labels.size(), labels.get(0).size()));
            case "token-classification" -> ofTokens(logits, Golden.matrix(labels));
            case "language" -> {
                Tensor next = Golden.matrix(labels).narrow(1, 1, logits.size(1) - 1);
                yield ofTokens(logits.narrow(1, 0, logits.size(1) - 1), next);
            }
            default ->
                crossEntropy(
                        logits,
                        Tensors.of(
                                labels.values().stream()
                                        .mapToLong(JsonNode::asLong)
                                        .toArray(),
                                labels.size()));
        };
    }

    /** The mean over targets that are not negative. */
    private static Tensor ofTokens(Tensor logits, Tensor labels) {
        Tensor targets = labels.reshape(-1);
        Tensor places = targets.ge(Tensors.scalar(0)).nonzero().view(-1);
        Tensor flat = logits.reshape(-1, logits.size(-1));
        return crossEntropy(flat.index_select(0, places), targets.index_select(0, places));
    }

    static Tensor crossEntropy(Tensor logits, Tensor targets) {
        Tensor logShares = torch.log_softmax(logits, -1);
        return logShares.gather(1, targets.unsqueeze(1)).mean().neg();
    }

    private static Tensor squared(Tensor logits, Tensor targets) {
        Tensor apart = logits.sub(targets);
        return apart.mul(apart).mean();
    }

    private static Tensor binary(Tensor logits, Tensor targets) {
        return torch.softplus(logits).sub(logits.mul(targets)).mean();
    }

    private static Tensor doubles(JsonNode labels, long... shape) {
        double[] values = labels.values().stream()
                .flatMap(label -> label.isArray() ? label.values().stream() : java.util.stream.Stream.of(label))
                .mapToDouble(JsonNode::asDouble)
                .toArray();
        return Tensors.of(values, shape);
    }
}
