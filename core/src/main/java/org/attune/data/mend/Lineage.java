// SPDX-License-Identifier: Apache-2.0
package org.attune.data.mend;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.data.TextColumns;
import org.attune.run.AtomicFile;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where the data comes from and what was done to it, for machines and for people.
 *
 * @param madeBy the command
 * @param operations what was asked for, by name
 * @param sha256 of the data's file
 */
public record Lineage(
        String madeBy,
        List<Origin> origins,
        TextColumns columns,
        Map<String, Object> operations,
        Mended result,
        String sha256) {

    private static final int FORMAT = 1;
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * A file that was read.
     *
     * @param role {@code data}, or what else it was read for
     */
    public record Origin(String file, String sha256, String role) {
        public static List<Origin> of(Map<String, String> sha256ByFile, String role) {
            List<Origin> origins = new ArrayList<>();
            sha256ByFile.forEach((file, hash) -> origins.add(new Origin(file, hash, role)));
            return origins;
        }
    }

    /** {@code manifest.json} and the card, {@code README.md}. */
    public void write(Path folder) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("format", FORMAT);
        manifest.put("made_by", madeBy);
        manifest.put("attune", version());
        manifest.put("java", System.getProperty("java.version"));
        manifest.put("sources", origins.stream().map(Lineage::entry).toList());
        Map<String, Object> roles = new LinkedHashMap<>();
        roles.put("inputs", columns.inputs());
        roles.put("label", columns.label().orElse(""));
        manifest.put("columns", roles);
        manifest.put("operations", operations);
        manifest.put("changed_by", result.changedBy());
        manifest.put("rejected_by", result.rejectedBy());
        manifest.put("rows", rows());
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("file", String.valueOf(result.data().getFileName()));
        output.put("sha256", sha256);
        manifest.put("output", output);
        AtomicFile.write(
                folder.resolve("manifest.json"),
                MAPPER.writeValueAsString(manifest).replace("\r\n", "\n") + "\n");
        AtomicFile.write(folder.resolve("README.md"), Card.of(this));
    }

    private Map<String, Object> rows() {
        Map<String, Object> rows = new LinkedHashMap<>();
        rows.put("read", result.read());
        if (result.made() > 0) {
            rows.put("made", result.made());
        }
        rows.put("written", result.written());
        rows.put("rejected", result.rejected());
        rows.put("changed", result.changed());
        return rows;
    }

    private static Map<String, String> entry(Origin origin) {
        Map<String, String> source = new LinkedHashMap<>();
        source.put("file", origin.file);
        source.put("sha256", origin.sha256);
        source.put("role", origin.role);
        return source;
    }

    private static String version() {
        String version = Lineage.class.getPackage().getImplementationVersion();
        return version == null ? "unpacked" : version;
    }
}
