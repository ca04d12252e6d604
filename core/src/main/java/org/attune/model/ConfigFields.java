// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import org.attune.nn.Activation;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import tools.jackson.databind.JsonNode;

/** Typed reads of config.json. A wrong value becomes a problem, and a harmless one takes its place, so that reading goes on. */
public final class ConfigFields {

    private static final String GET_AGAIN = "use the config.json that belongs to the model";

    private final String where;
    private final JsonNode root;
    private final Problems problems;

    ConfigFields(String where, JsonNode root, Problems problems) {
        this.where = where;
        this.root = root;
        this.problems = problems;
    }

    /** What an architecture calls the sizes that every encoder has. */
    public record SizeKeys(String width, String blocks, String heads, String inner) {}

    /**
     * The sizes of an encoder; its width is a multiple of its heads.
     *
     * @param before positions of the table that no token takes
     */
    public Sizes sizes(SizeKeys keys, int before) {
        Sizes sizes = new Sizes(
                count("vocab_size", 2, 1 << 24),
                count(keys.width(), 1, 1 << 16),
                count(keys.blocks(), 1, 1 << 10),
                count(keys.heads(), 1, 1 << 10),
                count(keys.inner(), 1, 1 << 18),
                count("max_position_embeddings", before + 1, 1 << 25) - before);
        if (sizes.width() % sizes.heads() != 0) {
            wrong(keys.heads(), "is " + sizes.heads(), "a divisor of " + keys.width() + ", which is " + sizes.width());
        }
        return sizes;
    }

    public boolean has(String key) {
        return root.has(key) && !root.path(key).isNull();
    }

    /** Whether the key stands there, be it with null. */
    public boolean mentions(String key) {
        return root.has(key);
    }

    /** The keys that stand there. */
    public Set<String> keys() {
        return Set.copyOf(root.propertyNames());
    }

    /** A count that must be there, from {@code least} to {@code most}. */
    public int count(String key, int least, int most) {
        if (!has(key)) {
            wrong(key, "is missing", "a whole number from " + least + " to " + most);
            return least;
        }
        return count(key, least, most, least);
    }

    public int count(String key, int least, int most, int otherwise) {
        JsonNode value = root.path(key);
        if (!has(key)) {
            return otherwise;
        }
        if (!value.isIntegralNumber()
                || !value.canConvertToInt()
                || value.intValue() < least
                || value.intValue() > most) {
            wrong(key, "is " + Problem.quote(value), "a whole number from " + least + " to " + most);
            return least;
        }
        return value.intValue();
    }

    public double number(String key, double least, double most, double otherwise) {
        JsonNode value = root.path(key);
        if (!has(key)) {
            return otherwise;
        }
        if (!value.isNumber() || !(value.doubleValue() >= least && value.doubleValue() <= most)) {
            wrong(key, "is " + Problem.quote(value), "a number from " + least + " to " + most);
            return otherwise;
        }
        return value.doubleValue();
    }

    /** A rate of dropout. */
    public double rate(String key, double otherwise) {
        double rate = number(key, 0, 1, otherwise);
        if (rate == 1) {
            wrong(key, "is 1", "a rate of dropout below 1");
            return otherwise;
        }
        return rate;
    }

    /** A rate that may be null, which means another one. */
    public OptionalDouble optionalRate(String key) {
        return has(key) ? OptionalDouble.of(rate(key, 0)) : OptionalDouble.empty();
    }

    public boolean flag(String key, boolean otherwise) {
        JsonNode value = root.path(key);
        if (has(key) && !value.isBoolean()) {
            wrong(key, "is " + Problem.quote(value), "true or false");
        }
        return value.isBoolean() ? value.booleanValue() : otherwise;
    }

    public String text(String key, String otherwise) {
        JsonNode value = root.path(key);
        if (has(key) && !value.isString()) {
            wrong(key, "is " + Problem.quote(value), "a text");
        }
        return value.isString() ? value.stringValue() : otherwise;
    }

    public Activation activation(String key, Activation otherwise) {
        String name = text(key, "");
        if (!has(key) || name.isEmpty()) {
            return otherwise;
        }
        return Activation.named(name).orElseGet(() -> {
            String known = Arrays.stream(Activation.values())
                    .flatMap(activation -> activation.names().stream())
                    .collect(Collectors.joining(", "));
            unsupported(key, Problem.quote(name), known);
            return otherwise;
        });
    }

    /** Refuses every value but one, which is also what a missing key means. */
    public void only(String key, boolean supported) {
        if (flag(key, supported) != supported) {
            unsupported(key, String.valueOf(!supported), String.valueOf(supported));
        }
    }

    public void only(String key, String supported) {
        String value = text(key, supported);
        if (!value.equals(supported)) {
            unsupported(key, Problem.quote(value), Problem.quote(supported));
        }
    }

    /** Refuses a key with content of any kind; null, an empty object and an empty list are no content. */
    public void without(String key) {
        JsonNode value = root.path(key);
        if (has(key) && !(value.isContainer() && value.isEmpty())) {
            unsupported(key, Problem.quote(value), "no such key");
        }
    }

    /** The member of an object as fields of their own; an empty object where it is missing. */
    public ConfigFields inside(String key) {
        if (has(key) && !root.path(key).isObject()) {
            wrong(key, "is " + Problem.quote(root.path(key)), "an object");
        }
        return new ConfigFields(where + ": " + key, root.path(key), problems);
    }

    /** The texts of a list; empty where the key is missing. */
    public List<String> texts(String key) {
        JsonNode value = root.path(key);
        if (has(key) && !(value.isArray() && value.values().stream().allMatch(JsonNode::isString))) {
            wrong(key, "is " + Problem.quote(value), "a list of texts");
            return List.of();
        }
        return value.isArray()
                ? value.values().stream().map(JsonNode::stringValue).toList()
                : List.of();
    }

    /** The numbers of a list; empty where the key is missing. */
    public List<Double> numbers(String key, double least, double most) {
        JsonNode value = root.path(key);
        boolean right = value.isArray()
                && value.values().stream()
                        .allMatch(one -> one.isNumber() && one.doubleValue() >= least && one.doubleValue() <= most);
        if (has(key) && !right) {
            wrong(key, "is " + Problem.quote(value), "a list of numbers from " + least + " to " + most);
        }
        return right ? value.values().stream().map(JsonNode::doubleValue).toList() : List.of();
    }

    /** The counts of a list, each from 1. */
    public List<Integer> counts(String key, int most, List<Integer> otherwise) {
        List<Double> numbers = numbers(key, 1, most);
        if (numbers.stream().anyMatch(number -> number != Math.rint(number))) {
            wrong(key, "is " + Problem.quote(root.path(key)), "a list of whole numbers");
            return otherwise;
        }
        return numbers.isEmpty()
                ? otherwise
                : numbers.stream().map(Double::intValue).toList();
    }

    public void wrong(String key, String found, String rule) {
        problems.add("model.config", where + ": " + key, found, rule, GET_AGAIN);
    }

    public void unsupported(String key, String found, String supported) {
        problems.add(
                "model.unsupported",
                where + ": " + key,
                found + " is not supported in this version",
                "supported: " + supported,
                "start from another model, for example builtin:minilm");
    }
}
