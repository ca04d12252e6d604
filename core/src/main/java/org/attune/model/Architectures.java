// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.attune.model.bert.Bert;
import org.attune.model.bert.Roberta;
import org.attune.model.distilbert.DistilBert;
import org.attune.model.gemma.Gemma;
import org.attune.model.gpt2.Gpt2;
import org.attune.model.llama.Llama;
import org.attune.model.modernbert.ModernBert;
import org.attune.model.resnet.CifarResNet;
import org.attune.model.resnet.ResNet;
import org.attune.model.squeezenet.SqueezeNet;
import org.attune.model.vit.VisionTransformer;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.Similar;
import org.attune.weights.TensorInfo;

/** The one list of architectures. */
public final class Architectures {

    private static final List<Architecture> ALL = List.of(
            new Bert(),
            new Roberta(),
            new DistilBert(),
            new ModernBert(),
            new Llama(),
            new Gpt2(),
            new Gemma(),
            new ResNet(),
            new CifarResNet(),
            new SqueezeNet(),
            new VisionTransformer());

    private Architectures() {}

    /** Every {@code model_type} that can be trained. */
    public static Set<String> modelTypes() {
        Set<String> types = new TreeSet<>();
        ALL.forEach(architecture -> types.addAll(architecture.modelTypes()));
        return types;
    }

    /** What config.json would say of a checkpoint that comes alone. */
    static Optional<Map<String, Object>> infer(Map<String, TensorInfo> tensors) {
        return ALL.stream()
                .flatMap(architecture -> architecture.infer(tensors).stream())
                .findFirst();
    }

    /** @throws InputException for a model type that this version does not have, with the nearest that it has */
    static Architecture of(String modelType, String where) {
        Optional<Architecture> found = ALL.stream()
                .filter(architecture -> architecture.modelTypes().contains(modelType))
                .findFirst();
        return found.orElseThrow(() -> new InputException(
                "model.unknown-type",
                where + ": model_type",
                Problem.quote(modelType) + " is no architecture of this version",
                "this version has " + String.join(", ", modelTypes()),
                Similar.to(modelType, modelTypes())
                        .map(near -> "did you mean a model of type \"" + near + "\"?")
                        .orElse("start from a model of one of these types")));
    }
}
