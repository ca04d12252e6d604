// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.Map;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The bytes before the data of a safetensors file. */
final class SafetensorsHeaderText {

    private static final int ALIGNMENT = 8;
    private static final JsonFactory FACTORY = new JsonFactory();

    private SafetensorsHeaderText() {}

    /** Length and JSON for tensors in the order of their data. */
    static ByteBuffer of(Collection<TensorInfo> tensors, Map<String, String> metadata) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeObjectPropertyStart("__metadata__");
            metadata.forEach(json::writeStringProperty);
            json.writeEndObject();
            long offset = 0;
            for (TensorInfo tensor : tensors) {
                json.writeObjectPropertyStart(tensor.name());
                json.writeStringProperty("dtype", tensor.dtype().name());
                numbers(json, "shape", tensor.shape());
                numbers(json, "data_offsets", offset, offset + tensor.bytes());
                json.writeEndObject();
                offset += tensor.bytes();
            }
            json.writeEndObject();
        }
        while (bytes.size() % ALIGNMENT != 0) {
            bytes.write(' ');
        }
        ByteBuffer header = ByteBuffer.allocate(Long.BYTES + bytes.size()).order(ByteOrder.LITTLE_ENDIAN);
        return header.putLong(bytes.size()).put(bytes.toByteArray()).flip();
    }

    private static void numbers(JsonGenerator json, String name, long... numbers) {
        json.writeArrayPropertyStart(name);
        for (long number : numbers) {
            json.writeNumber(number);
        }
        json.writeEndArray();
    }
}
