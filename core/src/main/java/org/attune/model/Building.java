// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.attune.config.ModelConfig.Init;
import org.attune.config.ModelConfig.Pooling;
import org.attune.problem.InputException;
import org.attune.problem.Problems;
import org.attune.tensor.Parameter;
import org.attune.tensor.Placement;
import org.attune.tensor.Precision;
import org.attune.tensor.Scope;
import org.attune.weights.TensorInfo;
import org.attune.weights.TensorSource;
import org.bytedeco.pytorch.Tensor;
import org.jspecify.annotations.Nullable;

/** Puts a model together out of a base: first on paper, to find what is wrong, then with weights. */
final class Building {

    private static final long MOST_DRAWN = 1L << 30;

    private static final Set<String> HEADS = Set.of("classifier", "pre_classifier", "score", "linear");

    private final Base base;
    private final HeadRequest request;
    private final Blueprint blueprint;

    private Building(Base base, HeadRequest asked) {
        this.base = base;
        request = asked.pooling() == Pooling.AUTO ? asked.withPooling(base.pooling()) : asked;
        blueprint = request.dropout().isPresent()
                ? base.config().blueprint().withDropout(request.dropout().getAsDouble())
                : base.config().blueprint();
        boolean images = blueprint instanceof ImageBlueprint;
        if (images != (request.kind() == HeadRequest.Kind.IMAGE)) {
            throw new InputException(
                    "model.kind",
                    base.description(),
                    "a model of type " + base.config().modelType() + " takes " + (images ? "images" : "text"),
                    "model and task are of the same kind: image-classification takes images, other tasks text",
                    "start from a model of another type, or choose another task");
        } else if (request.kind() == HeadRequest.Kind.LANGUAGE && !blueprint.generates()) {
            throw new InputException(
                    "model.no-language-model",
                    base.description(),
                    "a model of type " + base.config().modelType() + " does not predict the next word",
                    "a model that generates text",
                    "start from a model of another type, or choose another task");
        } else if (request.pooling() == Pooling.CLS && blueprint.generates()) {
            throw new InputException(
                    "model.pooling",
                    base.description(),
                    "pooling: cls, with a model whose first token sees no other",
                    "pooling: auto (the last token) or mean",
                    "leave pooling out");
        }
    }

    static List<Wanted> wanted(Base base, HeadRequest request) {
        Building building = new Building(base, request);
        return Stream.concat(building.backbone().stream(), building.head().stream())
                .filter(parameter -> !parameter.isStatistic())
                .toList();
    }

    static Model build(Base base, HeadRequest request, Placement placement, long seed) {
        return new Building(base, request).build(placement, seed);
    }

    private Model build(Placement placement, long seed) {
        TensorSource weights = base.weights();
        Set<String> usable = usable(weights);
        Layers layers = new Layers(
                new StoredValues(weights, usable, blueprint.initial(), seed),
                new Forms(placement, name -> isPretrained(request, blueprint, name, usable)));
        Backbone backbone = blueprint.backbone(layers);
        Head head = head(layers);
        if (base.adapter() != null) {
            layers.adapt(base.adapter().adapter());
        }
        return new Model(
                request,
                blueprint,
                new Model.Parts(backbone, head, base.newWords().numbers()),
                layers,
                Unused.of(weights.tensors().keySet(), layers));
    }

    /** @see Base#headOn */
    static Model headOn(Base base, HeadRequest request, Model body) {
        return new Building(base, request).headOn(body);
    }

    private Model headOn(Model body) {
        TensorSource weights = base.weights();
        StoredValues values = new StoredValues(weights, usable(weights), blueprint.initial(), 0);
        Layers layers = new Layers(values, Forms.values(body.placement()), body::shared);
        Head head = head(layers);
        layers.parameters().all().forEach(Parameter::freeze);
        return new Model(request, blueprint, body.parts().with(head), layers, List.of());
    }

    private Head head(Layers layers) {
        if (request.kind() != HeadRequest.Kind.EMBEDDING) {
            return blueprint.head(request, layers);
        }
        Head.Pooling otherwise = blueprint.generates() ? Head.Pooling.LAST : Head.Pooling.MEAN;
        return Head.none(
                switch (request.pooling()) {
                    case AUTO -> otherwise;
                    case CLS -> Head.Pooling.CLS;
                    case MEAN -> Head.Pooling.MEAN;
                });
    }

    /** With the seed 0: nobody trains it, and the same model has the same files. */
    static Map<String, Tensor> rest(Base base) {
        Blueprint blueprint = base.config().blueprint();
        TensorSource weights = base.weights();
        Set<String> usable = new HashSet<>();
        for (Wanted wanted : planned(blueprint::rest)) {
            if (matches(wanted, weights.tensors().get(wanted.name()))) {
                usable.add(wanted.name());
            }
        }
        Layers layers = new Layers(
                new StoredValues(weights, usable, blueprint.initial(), 0), Forms.values(Placement.cpu(Precision.FP32)));
        blueprint.rest(layers);
        Map<String, Tensor> rest = new LinkedHashMap<>();
        layers.parameters().all().forEach(parameter -> rest.put(parameter.name(), parameter.master()));
        return rest;
    }

    /** @param stored names that the checkpoint has */
    static boolean isPretrained(HeadRequest request, Blueprint blueprint, String name, Set<String> stored) {
        return blueprint.names().has(name) && (request.init() == Init.RANDOM || stored.contains(name));
    }

    private List<Wanted> backbone() {
        return planned(layers -> {
            Backbone backbone = blueprint.backbone(layers);
            assert backbone.blocks() == blueprint.sizes().blocks();
        });
    }

    private List<Wanted> head() {
        List<Wanted> both = planned(layers -> {
            Backbone backbone = blueprint.backbone(layers);
            Head head = head(layers); // may use the table of words
            assert backbone.width() > 0 && head.pooling() != null;
        });
        return both.subList(backbone().size(), both.size());
    }

    private static List<Wanted> planned(Consumer<Layers> build) {
        try (Scope scope = Scope.open()) {
            return Layers.plan(build);
        }
    }

    /**
     * Names of stored tensors to read.
     *
     * @throws org.attune.problem.InputException with every weight of the encoder that is missing or has another shape
     */
    private Set<String> usable(TensorSource weights) {
        Set<String> usable = new HashSet<>();
        Problems problems = new Problems();
        if (request.init() == Init.RANDOM) {
            backbone().forEach(wanted -> checkSize(wanted, problems));
            problems.throwIfAny();
            return usable;
        }
        for (Wanted wanted : backbone()) {
            TensorInfo info = weights.tensors().get(wanted.name());
            if (info == null && !wanted.isOptional()) {
                missing(wanted, problems);
            } else if (info != null && fits(wanted, info, problems)) {
                usable.add(wanted.name());
            }
        }
        List<Wanted> head = head();
        boolean keeps = keepsHead(head, weights);
        for (Wanted wanted : head) {
            TensorInfo info = weights.tensors().get(wanted.name());
            if (info == null && request.kind() == HeadRequest.Kind.LANGUAGE) {
                missing(wanted, problems);
            } else if (info != null && (keeps || !isTasks(wanted.name())) && fits(wanted, info, problems)) {
                usable.add(wanted.name());
            }
        }
        if (base.adapter() != null) {
            base.adapter().check(wanted(base, request), base.description(), usable, problems);
        }
        problems.throwIfAny();
        return usable;
    }

    /** A head is kept whole or not at all, and only by a model that reads it as the one that wrote it did. */
    private boolean keepsHead(List<Wanted> head, TensorSource weights) {
        boolean ofTokens = base.config().className().endsWith("ForTokenClassification");
        boolean separate = base.folder().head() != null;
        boolean alike =
                ofTokens == (request.kind() == HeadRequest.Kind.TOKENS) && separate == blueprint.isBare(request);
        return request.keepHead()
                && alike
                && head.stream().filter(wanted -> isTasks(wanted.name())).allMatch(wanted -> {
                    TensorInfo info = weights.tensors().get(wanted.name());
                    return info != null && Arrays.equals(info.shape(), wanted.dimensions());
                });
    }

    /** Layers that were learnt for a task's labels, in the names of all architectures. */
    private static boolean isTasks(String name) {
        return HEADS.contains(Names.firstPart(name));
    }

    /** A stored tensor is bounded by its file; a drawn one only by what a Java array holds. */
    private void checkSize(Wanted wanted, Problems problems) {
        if (wanted.size() > MOST_DRAWN) {
            problems.add(
                    "model.too-large",
                    base.description() + ": " + wanted.name(),
                    "has the shape " + wanted.shape() + ", " + wanted.size() + " values",
                    "a fresh tensor has at most " + MOST_DRAWN + " values",
                    "use smaller sizes in config.json");
        }
    }

    private void missing(Wanted wanted, Problems problems) {
        problems.add(
                "model.missing-weights",
                base.description(),
                "the checkpoint has no " + wanted.name() + " " + wanted.shape(),
                "it has every weight that config.json asks for",
                "use the config.json that belongs to these weights, or `init: random`");
    }

    private boolean fits(Wanted wanted, TensorInfo info, Problems problems) {
        boolean fits = Arrays.equals(info.shape(), wanted.dimensions())
                && (info.dtype().isFloating() || wanted.isOptional());
        if (!fits) {
            problems.add(
                    "model.shape",
                    base.description() + ": " + wanted.name(),
                    "the checkpoint has " + info.dtype() + Arrays.toString(info.shape()),
                    "config.json asks for " + wanted.shape(),
                    "use the config.json that belongs to these weights");
        }
        return fits;
    }

    private static boolean matches(Wanted wanted, @Nullable TensorInfo info) {
        return info != null && info.dtype().isFloating() && Arrays.equals(info.shape(), wanted.dimensions());
    }
}
