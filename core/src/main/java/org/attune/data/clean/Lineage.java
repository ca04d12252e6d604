// SPDX-License-Identifier: Apache-2.0
package org.attune.data.clean;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.data.RowStream;
import org.attune.run.AtomicFile;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Where the data comes from and what was done to it, for machines and for people. */
final class Lineage {

    private static final int FORMAT = 1;
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private Lineage() {}

    /** What was read and written, by file. */
    record Files(RowStream.Read data, RowStream.@Nullable Read held, String written) {}

    static void write(Path folder, Cleaning cleaning, Files files, Gathering gathering, CleanResult result) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("format", FORMAT);
        manifest.put("made_by", "attune data clean");
        manifest.put("attune", version());
        manifest.put("java", System.getProperty("java.version"));
        manifest.put("sources", sources(files));
        manifest.put(
                "columns",
                Map.of(
                        "inputs",
                        gathering.roles().inputs(),
                        "label",
                        gathering.roles().label().orElse("")));
        manifest.put("operations", cleaning.plan().parameters());
        manifest.put("changed_by", result.changedBy());
        manifest.put("rejected_by", result.rejectedBy());
        Map<String, Object> rows = new LinkedHashMap<>();
        rows.put("read", result.read());
        rows.put("written", result.written());
        rows.put("rejected", result.rejected());
        rows.put("changed", result.changed());
        manifest.put("rows", rows);
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("file", String.valueOf(result.data().getFileName()));
        output.put("sha256", files.written());
        manifest.put("output", output);
        AtomicFile.write(
                folder.resolve("manifest.json"),
                MAPPER.writeValueAsString(manifest).replace("\r\n", "\n") + "\n");
        AtomicFile.write(folder.resolve("README.md"), Card.of(cleaning, files, gathering, result));
    }

    private static List<Map<String, String>> sources(Files files) {
        List<Map<String, String>> sources = new ArrayList<>();
        files.data().sha256ByFile().forEach((file, hash) -> sources.add(source(file, hash, "data")));
        RowStream.Read held = files.held();
        if (held != null) {
            held.sha256ByFile().forEach((file, hash) -> sources.add(source(file, hash, "held-out")));
        }
        return sources;
    }

    private static Map<String, String> source(String file, String hash, String role) {
        Map<String, String> source = new LinkedHashMap<>();
        source.put("file", file);
        source.put("sha256", hash);
        source.put("role", role);
        return source;
    }

    private static String version() {
        String version = Lineage.class.getPackage().getImplementationVersion();
        return version == null ? "unpacked" : version;
    }
}
