// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;
import org.attune.run.AtomicFile;
import tools.jackson.core.PrettyPrinter;
import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.databind.json.JsonMapper;

/** The names of weight files in a Hugging Face directory: one file, or shards and their index. */
final class ModelFolder {

    static final String SINGLE = "model.safetensors";
    static final String INDEX = "model.safetensors.index.json";

    private static final Pattern OURS =
            Pattern.compile("\\.?model(-\\d{5}-of-\\d{5})?\\.safetensors(\\.index\\.json)?(\\.tmp)?");
    private static final JsonMapper JSON = new JsonMapper();

    private ModelFolder() {}

    static List<Path> replace(
            Path folder, List<List<TensorInfo>> parts, BiConsumer<Path, List<TensorInfo>> writeShard) {
        List<Path> written = new ArrayList<>();
        Map<String, String> weightMap = new TreeMap<>();
        long bytes = 0;
        for (int i = 0; i < parts.size(); i++) {
            String name =
                    parts.size() == 1 ? SINGLE : String.format("model-%05d-of-%05d.safetensors", i + 1, parts.size());
            writeShard.accept(folder.resolve(name), parts.get(i));
            written.add(folder.resolve(name));
            for (TensorInfo info : parts.get(i)) {
                weightMap.put(info.name(), name);
                bytes += info.bytes();
            }
        }
        if (parts.size() > 1) {
            ByteBuffer index = index(weightMap, bytes);
            AtomicFile.write(folder.resolve(INDEX), out -> out.write(index));
            written.add(folder.resolve(INDEX));
        }
        removeOthers(folder, written);
        return written;
    }

    /** As Python's {@code json.dumps(…, indent=2, sort_keys=True)} writes it. */
    private static ByteBuffer index(Map<String, String> weightMap, long bytes) {
        Map<String, Object> index = new TreeMap<>();
        index.put("metadata", Map.of("total_size", bytes));
        index.put("weight_map", weightMap);
        PrettyPrinter python = new DefaultPrettyPrinter(
                        Separators.createDefaultInstance().withObjectNameValueSpacing(Separators.Spacing.AFTER))
                .withObjectIndenter(new DefaultIndenter("  ", "\n"));
        String text = JSON.writer().with(python).writeValueAsString(index) + "\n";
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
    }

    private static void removeOthers(Path folder, List<Path> written) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
            for (Path file : files) {
                if (OURS.matcher(file.getFileName().toString()).matches() && !written.contains(file)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw AtomicFile.failed(folder, e);
        }
    }
}
