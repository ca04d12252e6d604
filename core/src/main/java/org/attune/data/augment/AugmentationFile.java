// SPDX-License-Identifier: Apache-2.0
package org.attune.data.augment;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.attune.run.AtomicFile;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** {@code augmentation.json}: {@code per_class} and {@code per_operation}. */
final class AugmentationFile {

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    private AugmentationFile() {}

    static void write(Path folder, Augmented made) {
        Map<String, Object> operations = new LinkedHashMap<>();
        made.operations().forEach((name, of) -> {
            Map<String, Object> entry = new LinkedHashMap<>();
            entry.put("made", of.made());
            entry.put("kept", of.kept());
            entry.put("judged", of.judged());
            if (of.judged() > 0) {
                entry.put("same_class", Augmenting.digits(of.same()));
                entry.put("confidence_before", Augmenting.digits(of.before()));
                entry.put("confidence_after", Augmenting.digits(of.after()));
            }
            operations.put(name, entry);
        });
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("per_class", made.classes());
        document.put("per_operation", operations);
        AtomicFile.write(
                folder.resolve("augmentation.json"),
                MAPPER.writeValueAsString(document).replace("\r\n", "\n") + "\n");
    }
}
