// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.util.Arrays;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.exc.InputCoercionException;

/** One tensor of a safetensors header: {@code {"dtype":"F32","shape":[2,3],"data_offsets":[0,24]}}. */
final class SafetensorsEntry {

    private final FileBytes file;
    private final String name;
    private final Problems problems;
    private @Nullable String dtype;
    private long @Nullable [] shape;
    private long @Nullable [] offsets;
    private boolean odd;

    private SafetensorsEntry(FileBytes file, String name, Problems problems) {
        this.file = file;
        this.name = name;
        this.problems = problems;
    }

    /** The entry that the parser stands on, or null after adding what is wrong with it. */
    static SafetensorsHeader.@Nullable Entry read(FileBytes file, String name, JsonParser value, Problems problems) {
        SafetensorsEntry entry = new SafetensorsEntry(file, name, problems);
        if (value.currentToken() == JsonToken.START_OBJECT) {
            StrictJson.members(value, entry::member);
        } else {
            value.skipChildren();
        }
        return entry.checked();
    }

    private void member(String key, JsonParser value) {
        switch (key) {
            case "dtype" -> {
                dtype = value.currentToken() == JsonToken.VALUE_STRING ? value.getString() : null;
                value.skipChildren();
            }
            case "shape" -> shape = numbers(value);
            case "data_offsets" -> offsets = numbers(value);
            default -> {
                odd = true;
                value.skipChildren();
            }
        }
    }

    private static long @Nullable [] numbers(JsonParser value) {
        if (value.currentToken() != JsonToken.START_ARRAY) {
            value.skipChildren();
            return null;
        }
        long[] numbers = new long[4];
        int count = 0;
        boolean whole = true;
        while (value.nextToken() != JsonToken.END_ARRAY) {
            if (value.currentToken() == JsonToken.VALUE_NUMBER_INT && count <= TensorInfo.MOST_DIMENSIONS) {
                numbers = count == numbers.length ? Arrays.copyOf(numbers, 2 * count) : numbers;
                numbers[count++] = longOrHuge(value);
            } else {
                whole = false;
                value.skipChildren();
            }
        }
        return whole ? Arrays.copyOf(numbers, count) : null;
    }

    private static long longOrHuge(JsonParser value) {
        try {
            return value.getLongValue();
        } catch (InputCoercionException e) {
            return Long.MAX_VALUE; // refused by every check that follows, as the true number would be
        }
    }

    private SafetensorsHeader.@Nullable Entry checked() {
        if (dtype == null || shape == null || offsets == null || offsets.length != 2 || odd) {
            return refuse(
                    "weights.header",
                    "is not described by dtype, shape and data_offsets",
                    "a tensor has exactly these three, numbers as whole numbers");
        }
        DType type = DType.named(dtype).orElse(null);
        if (type == null) {
            return refuse(
                    "weights.dtype",
                    (DType.isKnownUnusable(dtype) ? "has element type " : "has unknown element type ")
                            + Problem.quote(dtype),
                    "element types that can be used: " + Arrays.toString(DType.values()));
        }
        if (!TensorInfo.isPossible(shape, type)) {
            return refuse("weights.shape", "has shape " + Arrays.toString(shape), "dimensions that memory could hold");
        }
        TensorInfo info = new TensorInfo(name, type, shape);
        if (offsets[0] < 0 || offsets[1] < offsets[0] || offsets[1] - offsets[0] != info.bytes()) {
            return refuse(
                    "weights.offsets",
                    "lies at " + Arrays.toString(offsets) + " and needs " + info.bytes() + " bytes",
                    "data_offsets span shape times element size");
        }
        return new SafetensorsHeader.Entry(info, offsets[0], offsets[1]);
    }

    private SafetensorsHeader.@Nullable Entry refuse(String code, String found, String expected) {
        problems.add(
                code,
                file.name(),
                "tensor " + Problem.quote(name) + " " + found,
                expected,
                "fetch the file again, or write it again with the safetensors library");
        return null;
    }
}
