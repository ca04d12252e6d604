// SPDX-License-Identifier: Apache-2.0
package org.attune;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.attune.run.AtomicFile;
import org.attune.run.UserCache;
import org.attune.tensor.Engine;
import org.attune.tensor.Processor;
import org.attune.tensor.Roofline;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What {@code attune doctor --bench} found out about this machine, kept for the reports of runs: {@code attune/roofline.json} in the
 * user's cache ({@code XDG_CACHE_HOME}, or {@code ~/.cache}). It counts for the same processor and number of threads alone.
 */
public final class MachinePeak {

    private static final JsonMapper MAPPER = JsonMapper.builder().build();

    private MachinePeak() {}

    private static Path file() {
        return UserCache.folder().resolve("roofline.json");
    }

    /** @return the file */
    public static Path save(Roofline measured) {
        return save(measured, file());
    }

    static Path save(Roofline measured, Path file) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("processor", Processor.current().toString());
        values.put("threads", measured.threads());
        values.put("fp32_flops", measured.fp32());
        values.put("bf16_flops", measured.bf16());
        values.put("convolution_flops", measured.convolution());
        values.put("memory_bytes", measured.memory());
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw AtomicFile.failed(file, e);
        }
        AtomicFile.write(file, MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(values) + "\n");
        return file;
    }

    /** Of this processor with the engine's number of threads; empty where nobody has measured it, or the file is damaged. */
    static Optional<Roofline> known() {
        return known(file());
    }

    static Optional<Roofline> known(Path file) {
        try {
            if (!Files.isRegularFile(file)) {
                return Optional.empty();
            }
            JsonNode json = MAPPER.readTree(file.toFile());
            Roofline found = new Roofline(
                    json.path("threads").asInt(0),
                    json.path("fp32_flops").asDouble(0),
                    json.path("bf16_flops").asDouble(0),
                    json.path("convolution_flops").asDouble(0),
                    json.path("memory_bytes").asDouble(0));
            boolean same = found.threads() == Engine.threads()
                    && json.path("processor")
                            .asString("")
                            .equals(Processor.current().toString());
            return same ? Optional.of(found) : Optional.empty();
        } catch (JacksonException damaged) {
            return Optional.empty();
        }
    }
}
