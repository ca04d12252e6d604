// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.attune.config.ModelConfig.Init;
import org.attune.config.ModelConfig.Pooling;
import org.attune.optim.Optimizer;
import org.attune.optim.ParameterGroup;
import org.attune.optim.Rule;
import org.attune.tensor.Parameter;
import org.attune.tensor.Placement;
import org.attune.tensor.Precision;
import org.attune.tensor.Tensors;
import org.attune.weights.Checkpoint;
import org.attune.weights.Safetensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the reference answered for a tiny model; see tools/golden/README.md. */
final class Golden {

    private static final List<String> ENCODERS = List.of("bert", "roberta", "xlm-roberta", "distilbert", "modernbert");

    /** The folders of decoders, whose main files are of the language model. */
    private static final List<String> DECODERS =
            List.of("llama", "llama-biased", "mistral", "qwen2", "qwen3", "gpt2", "gemma", "gemma2", "gemma3_text");

    /** All folders; for use as a source of test arguments. */
    static List<String> names() {
        return Stream.concat(ENCODERS.stream(), DECODERS.stream()).toList();
    }

    /** Those of language models. */
    static Stream<String> decoders() {
        return DECODERS.stream();
    }

    private final Path folder;
    private final Path root;
    private final String task;

    /** @param variant a folder below the type's, empty for an encoder's sequence classification or a decoder's language model */
    Golden(String type, String variant) {
        try {
            root = Path.of(Objects.requireNonNull(Golden.class.getResource("/golden/" + type))
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
        folder = root.resolve(variant);
        task = variant.isEmpty() && DECODERS.contains(type) ? "language" : variant;
    }

    /** What its loss is: the variant, or "language". */
    String task() {
        return task;
    }

    Path folder() {
        return folder;
    }

    JsonNode json() {
        return ModelJson.read(folder.resolve("golden.json"));
    }

    /** The reference's tensors: hidden, logits, grad/NAME, final/NAME. */
    Checkpoint answers() {
        return Safetensors.open(folder.resolve("golden.safetensors"));
    }

    Base base() {
        Checkpoint weights = Safetensors.open(root.resolve("model.safetensors"));
        Path head = folder.resolve("head.safetensors");
        return new Base(
                folder.toString(),
                ArchitectureConfig.read(folder.resolve("config.json")),
                TinyTokenizer.open(),
                Files.exists(head) ? new Overlay(weights, Safetensors.open(head)) : weights,
                new FolderSettings(null, Pooling.AUTO, Optional.empty(), ModelJson.empty(), null));
    }

    HeadRequest request() {
        JsonNode config = ModelJson.read(folder.resolve("config.json"));
        HeadRequest.Kind kind = switch (task) {
            case "language" -> HeadRequest.Kind.LANGUAGE;
            case "token-classification" -> HeadRequest.Kind.TOKENS;
            default -> HeadRequest.Kind.SEQUENCE;
        };
        int outputs = Math.max(1, config.path("id2label").size());
        return new HeadRequest(kind, outputs, Pooling.AUTO, Init.PRETRAINED, true, OptionalDouble.empty());
    }

    Model model(Precision precision) {
        return base().build(request(), Placement.cpu(precision), 13);
    }

    TokenInputs inputs(ScalarType masters) {
        JsonNode inputs = json().path("inputs");
        Tensor mask = matrix(inputs.path("attention_mask"));
        JsonNode types = inputs.path("token_type_ids");
        return new TokenInputs(
                matrix(inputs.path("input_ids")), types.isMissingNode() ? null : matrix(types), mask.to(masters));
    }

    /** AdamW as the reference's twenty steps have it: linear weights decay. */
    static Optimizer optimizer(Model model) {
        Collection<Parameter> all = model.parameters().all();
        all.forEach(parameter -> parameter.setLearns(true));
        List<Parameter> decayed = all.stream()
                .filter(parameter -> parameter.kind() == Parameter.Kind.WEIGHT)
                .toList();
        List<Parameter> spared = all.stream()
                .filter(parameter -> parameter.kind() != Parameter.Kind.WEIGHT)
                .toList();
        return new Optimizer(
                new Rule.AdamW(0.9, 0.999, 1e-8),
                0.01,
                1.0,
                List.of(new ParameterGroup("decayed", decayed, 1, 1), new ParameterGroup("spared", spared, 1, 0)));
    }

    static Tensor matrix(JsonNode rows) {
        long[] values = rows.values().stream()
                .flatMap(row -> row.values().stream())
                .mapToLong(JsonNode::asLong)
                .toArray();
        return Tensors.of(values, rows.size(), values.length / rows.size());
    }

    /** The largest absolute difference; with a mask [batch, time], only where it is 1. */
    static double difference(Tensor ours, Tensor reference, @Nullable Tensor mask) {
        Tensor apart = ours.detach().sub(reference).abs();
        return Tensors.item((mask == null ? apart : apart.mul(mask.unsqueeze(-1))).max());
    }
}
