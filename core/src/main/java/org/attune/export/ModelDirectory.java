// SPDX-License-Identifier: Apache-2.0
package org.attune.export;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import org.attune.config.ExportConfig;
import org.attune.model.Base;
import org.attune.model.HeadRequest;
import org.attune.model.Model;
import org.attune.run.AtomicFile;
import org.attune.weights.DType;
import org.attune.weights.SafetensorsWriter;
import org.attune.weights.TensorInfo;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a model as a Hugging Face directory that transformers loads as it is; one with a head that transformers does not have
 * (the mean of BERT-type encoders), or with none, as a sentence-transformers directory, whose embeddings are the outputs. A model with an adapter
 * becomes the adapter alone, with the name and the hash of its base. What no format can say stands in {@code attune.json}.
 */
public final class ModelDirectory {

    /** The version of attune.json. */
    private static final int FORMAT = 1;

    private static final Set<HeadRequest.Kind> POOLED =
            EnumSet.of(HeadRequest.Kind.SEQUENCE, HeadRequest.Kind.EMBEDDING);

    private ModelDirectory() {}

    /**
     * @param folder empty; a writer who needs all or nothing renames it afterwards
     * @param base what the model was built from; not closed yet
     * @throws org.attune.problem.WorkException where the disk is full or refuses
     */
    public static void write(Path folder, Model model, Base base, SavedHead head, ExportConfig export) {
        boolean bare = model.blueprint().isBare(model.request());
        DType type = type(base, export);
        SafetensorsWriter writer = SafetensorsWriter.create().floatsAs(type);
        JsonFile.write(folder.resolve("config.json"), SavedConfig.of(model, base, head, type));
        ObjectNode attune = attune(model, head);
        if (base.texts() != null) {
            base.texts().save(folder);
        }
        head.files().forEach((name, text) -> AtomicFile.write(folder.resolve(name), text));
        if (model.adapter() != null) {
            attune.set("base", AdapterDirectory.describe(base));
            AdapterDirectory.write(folder, model, base, writer);
        } else {
            writer.directory(folder, bare ? SavedWeights.encoder(model, base) : SavedWeights.whole(model));
        }
        JsonFile.write(folder.resolve("attune.json"), attune);
        if (bare) {
            SentenceDirectory.write(folder, model, head, writer);
        }
    }

    /** The base checkpoint's: the type of most of its values. */
    private static DType type(Base base, ExportConfig export) {
        return switch (export.dtype()) {
            case FP32 -> DType.F32;
            case BF16 -> DType.BF16;
            case FP16 -> DType.F16;
            case AUTO ->
                base.weights().tensors().values().stream()
                        .filter(info -> info.dtype().isFloating())
                        .max(java.util.Comparator.comparingLong(TensorInfo::elements))
                        .map(TensorInfo::dtype)
                        .orElse(DType.F32);
        };
    }

    private static ObjectNode attune(Model model, SavedHead head) {
        ObjectNode attune = JsonFile.object().put("format", FORMAT).put("task", head.task());
        if (head.problemType() != null) {
            attune.put("problem_type", head.problemType());
        }
        if (POOLED.contains(model.request().kind())) {
            attune.put("pooling", model.head().pooling().name().toLowerCase(Locale.ROOT));
        }
        head.labels().forEach(attune.withArray("/labels")::add);
        head.settings().forEach(attune::putPOJO);
        return attune;
    }
}
