// SPDX-License-Identifier: Apache-2.0
package org.attune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.attune.weights.Checkpoint;
import org.attune.weights.Safetensors;
import org.attune.weights.SafetensorsWriter;
import org.attune.weights.TensorSource;
import org.bytedeco.pytorch.Tensor;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** A tuned classifier that answers the same by labels in another order. */
final class TurnedLabels {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private static final List<Integer> ORDER = List.of(2, 0, 1);

    private TurnedLabels() {}

    static Path of(Path model, Path into) throws IOException {
        Files.createDirectories(into);
        try (Stream<Path> files = Files.list(model)) {
            for (Path file : files.toList()) {
                Files.copy(file, into.resolve(file.getFileName()));
            }
        }
        ObjectNode config = (ObjectNode) MAPPER.readTree(Files.readAllBytes(model.resolve("config.json")));
        ObjectNode names = config.putObject("id2label");
        ObjectNode numbers = config.putObject("label2id");
        ObjectNode attune = (ObjectNode) MAPPER.readTree(Files.readAllBytes(model.resolve("attune.json")));
        List<String> old = attune.path("labels")
                .valueStream()
                .map(label -> label.asString())
                .toList();
        var labels = attune.putArray("labels");
        for (int i = 0; i < ORDER.size(); i++) {
            String label = old.get(ORDER.get(i));
            names.put(String.valueOf(i), label);
            numbers.put(label, i);
            labels.add(label);
        }
        Files.write(into.resolve("config.json"), MAPPER.writeValueAsBytes(config));
        Files.write(into.resolve("attune.json"), MAPPER.writeValueAsBytes(attune));
        turn(model.resolve("model.safetensors"), into.resolve("model.safetensors"));
        return into;
    }

    private static void turn(Path from, Path to) throws IOException {
        Map<String, Tensor> tensors = new LinkedHashMap<>();
        try (Scope scope = Scope.open();
                Checkpoint weights = Safetensors.open(from)) {
            Tensor order =
                    Tensors.of(ORDER.stream().mapToLong(Integer::longValue).toArray(), ORDER.size());
            for (String name : weights.tensors().keySet()) {
                Tensor own = weights.load(name);
                tensors.put(name, name.startsWith("classifier") ? own.index_select(0, order) : own);
            }
            Files.delete(to);
            SafetensorsWriter.create().file(to, TensorSource.of(tensors));
        }
    }
}
