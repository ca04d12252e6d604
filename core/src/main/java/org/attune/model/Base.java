// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attune.config.ModelConfig.Pooling;
import org.attune.problem.InputException;
import org.attune.tensor.Placement;
import org.attune.tokenizer.TextTokenizer;
import org.attune.tokenizer.chat.ChatModel;
import org.attune.weights.Checkpoint;
import org.attune.weights.TensorSource;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A model to start from: opened and checked, no weight read. Close it once nothing is built from it any more.
 *
 * @param description what people call it
 * @param texts cuts text into tokens; null for a model of images
 * @param folder what its directory says besides config.json
 * @param adapter low-rank parts that were learnt on the checkpoint, null where it stands alone
 * @param newWords tokens that the checkpoint as it is stored does not have
 */
public record Base(
        String description,
        ArchitectureConfig config,
        @Nullable TextTokenizer texts,
        Checkpoint checkpoint,
        FolderSettings folder,
        @Nullable StoredAdapter adapter,
        NewWords newWords)
        implements AutoCloseable {

    /** A model without an adapter. */
    Base(
            String description,
            ArchitectureConfig config,
            @Nullable TextTokenizer texts,
            Checkpoint checkpoint,
            FolderSettings folder) {
        this(description, config, texts, checkpoint, folder, null, NewWords.NONE);
    }

    /** @throws InputException for a model of images */
    public TextTokenizer tokenizer() {
        if (texts == null) {
            throw new InputException(
                    "model.kind",
                    description,
                    "a model of type " + config.modelType() + " takes images, and has no tokenizer",
                    "tasks of text start from a model of text",
                    "start from another model, or use `task: image-classification`");
        }
        return texts;
    }

    /**
     * The network as one of images.
     *
     * @throws InputException for a model of text
     */
    public ImageBlueprint images() {
        if (config.blueprint() instanceof ImageBlueprint images) {
            return images;
        }
        throw new InputException(
                "model.kind",
                description,
                "a model of type " + config.modelType() + " takes text",
                "image-classification starts from a model of images",
                "start from a model of one of the types resnet, vit, deit, squeezenet, cifar-resnet");
    }

    /** preprocessor_config.json; where there is none, what is usual for the network. */
    public ObjectNode preprocessor() {
        return folder.preprocessor().isEmpty()
                ? ModelJson.parse(images().preprocessor().getBytes(StandardCharsets.UTF_8), description)
                : folder.preprocessor().deepCopy();
    }

    /** Of the weights; with an adapter, of both; where all of them are drawn anew, of configuration and tokenizer. */
    public String sha256() {
        return adapter == null
                ? checkpoint.sha256()
                : checkpoint.sha256() + "+" + adapter.checkpoint().sha256();
    }

    /** Its labels in the order of its outputs; empty where it has no real ones. */
    public List<String> labels() {
        List<String> own = folder.attune().path("labels").values().stream()
                .filter(JsonNode::isString)
                .map(JsonNode::stringValue)
                .distinct()
                .toList();
        boolean complete =
                !own.isEmpty() && own.size() == folder.attune().path("labels").size();
        return complete ? own : config.labels();
    }

    /** Tokens of the longest input: what the model has positions for and what its files say. */
    public int maxLength() {
        return Math.min(config.sizes().positions(), folder.maxLength().orElse(Integer.MAX_VALUE));
    }

    /** How its files say that token vectors become one; AUTO where they do not say. */
    public Pooling pooling() {
        return folder.pooling();
    }

    /** Its directory, where it has one. */
    public Optional<Path> directory() {
        return Optional.ofNullable(folder.path());
    }

    /** How it reads conversations; without a template where its directory has none. */
    public ChatModel chat() {
        return directory()
                .map(directory -> ChatModel.of(tokenizer(), directory))
                .orElseGet(() -> new ChatModel(tokenizer(), null, Set.of()));
    }

    /** attune.json; an empty object where there is none. */
    public ObjectNode attune() {
        return folder.attune();
    }

    /** Tensors by the names of a whole model. */
    public TensorSource weights() {
        return StoredWeights.of(checkpoint, folder.head(), adapter, config.blueprint());
    }

    /** What would be built, without memory for values. */
    public Plan plan(HeadRequest request) {
        return new Plan(
                Building.wanted(this, request),
                config.blueprint(),
                request,
                weights().tensors().keySet());
    }

    /**
     * A model that is not built yet.
     *
     * @param stored names of tensors that the checkpoint has
     */
    public record Plan(List<Wanted> parameters, Blueprint blueprint, HeadRequest request, Set<String> stored) {
        /** As {@link Model#isHead}. */
        public boolean isHead(String parameter) {
            return request.isHead(parameter, blueprint.names(), !stored.contains(parameter));
        }

        /** Bytes of all of them as they are kept there. */
        public long bytes(Placement placement) {
            Forms forms = new Forms(placement, name -> Building.isPretrained(request, blueprint, name, stored));
            return parameters.stream().mapToLong(forms::bytes).sum();
        }

        /** The number of values in all of them. */
        public long size() {
            return parameters.stream().mapToLong(Wanted::size).sum();
        }
    }

    /**
     * Reads the weights into the caller's scope.
     *
     * @param seed of what the checkpoint does not have
     * @throws org.attune.problem.InputException with every weight of the encoder that is missing or has another shape
     */
    public Model build(HeadRequest request, Placement placement, long seed) {
        return Building.build(this, request, placement, seed);
    }

    /**
     * Another model with the head that this one has: the head is read and stays as it is, what lies below it (a pooler too) is the other
     * model's own, now and as that learns.
     */
    public Model headOn(Model body, HeadRequest request) {
        return Building.headOn(this, request, body);
    }

    /**
     * What the reference's bare encoder class has beyond this model's encoder, from the checkpoint or drawn as the reference would
     * draw it, by the names of a whole model.
     */
    public Map<String, Tensor> bareRest() {
        return Building.rest(this);
    }

    @Override
    public void close() {
        checkpoint.close();
        if (adapter != null) {
            adapter.checkpoint().close();
        }
        folder.close();
        if (texts != null) {
            texts.close();
        }
    }
}
