// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.http;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.attune.problem.Problem;
import org.attune.problem.Similar;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The object of JSON that a request sent, field by field; what is wrong names its field. A null is as good as nothing. */
public record JsonBody(JsonNode tree) {

    /**
     * @param most bytes
     * @throws RequestProblem for more of them, for what is no JSON, and for a client that is too slow
     */
    public static JsonBody read(Context context, long most) {
        String type = context.contentType();
        if (type != null && !type.strip().toLowerCase(Locale.ROOT).startsWith("application/json")) {
            throw RequestProblem.wrongContentType("application/json", Problem.quote(type));
        }
        if (context.req().getContentLengthLong() > most) {
            throw RequestProblem.tooLarge(most);
        }
        try {
            byte[] bytes = context.req().getInputStream().readNBytes(Math.toIntExact(most + 1));
            if (bytes.length > most) {
                throw RequestProblem.tooLarge(most);
            }
            return new JsonBody(Json.object(bytes));
        } catch (IOException e) { // the connection waited too long for it, or ended
            throw RequestProblem.tooSlow();
        }
    }

    /** @throws RequestProblem for a field that is none of these */
    public JsonBody only(Collection<String> known) {
        for (String name : tree.propertyNames()) {
            if (!known.contains(name)) {
                throw RequestProblem.invalid(
                        name,
                        "unknown_parameter",
                        "Unrecognized request argument supplied: " + Problem.quote(name) + "; "
                                + Similar.hint(name, known));
            }
        }
        return this;
    }

    public boolean has(String name) {
        return !field(name).isMissingNode() && !field(name).isNull();
    }

    public JsonNode field(String name) {
        return tree.path(name);
    }

    /** An object within this one; without fields where there is none. */
    public JsonBody within(String name) {
        if (has(name) && !field(name).isObject()) {
            throw wrong(name, "an object");
        }
        return new JsonBody(has(name) ? field(name) : Json.read("{}"));
    }

    /** A field that has to be there. */
    public JsonNode required(String name) {
        if (!has(name)) {
            throw RequestProblem.invalid(
                    name, "missing_required_parameter", "Missing required parameter: '" + name + "'");
        }
        return field(name);
    }

    public String text(String name) {
        JsonNode value = required(name);
        if (!value.isString()) {
            throw wrong(name, "a string");
        }
        return value.stringValue();
    }

    public @Nullable String textOrNull(String name) {
        return has(name) ? text(name) : null;
    }

    public boolean isTrue(String name) {
        if (has(name) && !field(name).isBoolean()) {
            throw wrong(name, "true or false");
        }
        return field(name).isBoolean() && field(name).booleanValue();
    }

    /** A number within its range, both ends included; another one where there is none. */
    public double number(String name, double least, double most, double otherwise) {
        if (!has(name)) {
            return otherwise;
        }
        double value = field(name).isNumber() ? field(name).doubleValue() : Double.NaN;
        if (!(value >= least && value <= most)) {
            throw wrong(name, "a number from " + least + " to " + most);
        }
        return value;
    }

    public OptionalInt integer(String name, int least, int most) {
        OptionalLong value = integer(name, (long) least, most);
        return value.isPresent() ? OptionalInt.of(Math.toIntExact(value.getAsLong())) : OptionalInt.empty();
    }

    public OptionalLong integer(String name, long least, long most) {
        if (!has(name)) {
            return OptionalLong.empty();
        }
        JsonNode value = field(name);
        boolean whole = value.isIntegralNumber() && value.canConvertToLong();
        if (!whole || value.longValue() < least || value.longValue() > most) {
            throw wrong(name, "an integer from " + least + " to " + most);
        }
        return OptionalLong.of(value.longValue());
    }

    /** Texts of a list, or one text alone; empty where there is none. */
    public List<String> texts(String name) {
        if (!has(name)) {
            return List.of();
        }
        JsonNode value = field(name);
        if (value.isString()) {
            return List.of(value.stringValue());
        }
        if (!value.isArray() || !value.values().stream().allMatch(JsonNode::isString)) {
            throw wrong(name, "a string, or a list of strings");
        }
        return value.values().stream().map(JsonNode::stringValue).toList();
    }

    /** One of a few words; the first where there is none. */
    public String word(String name, List<String> words) {
        String value = textOrNull(name);
        if (value != null && !Set.copyOf(words).contains(value)) {
            throw wrong(name, "one of " + String.join(", ", words));
        }
        return value == null ? words.get(0) : value;
    }

    public RequestProblem wrong(String name, String expected) {
        return wrong(name, field(name), expected);
    }

    /** @param found only its kind is told: answers and logs never repeat what was sent */
    public static RequestProblem wrong(String name, JsonNode found, String expected) {
        String kind = found.getNodeType().name().toLowerCase(Locale.ROOT);
        String shown = found.isNumber() ? "the number " + found : kind;
        return RequestProblem.invalid(
                name, "invalid_type", "Invalid value for '" + name + "': expected " + expected + ", but got " + shown);
    }
}
