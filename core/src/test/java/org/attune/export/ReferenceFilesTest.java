// SPDX-License-Identifier: Apache-2.0
package org.attune.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.attune.model.Base;
import org.attune.model.HeadRequest.Kind;
import org.attune.model.Model;
import org.attune.tensor.Scope;
import org.attune.tokenizer.Encoding;
import org.attune.tokenizer.Limit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;

/** Writes small models with their answers for {@code tools/golden/verify_saved_model.py}, which asks the reference. */
@Tag("slow")
@Tag("engine")
class ReferenceFilesTest {

    private static final List<String> TEXTS =
            List.of("the cat sat on a mat!", "dogs ran.", "cat", "the dog sat . a cat");

    static List<SmallModel> models() {
        return ModelDirectoryTest.models();
    }

    @ParameterizedTest
    @MethodSource("models")
    void a_model_is_written_with_what_it_answers(SmallModel small) throws IOException {
        String root = System.getProperty("attune.verify", "");
        Assumptions.assumeFalse(root.isEmpty(), "-Dattune.verify=FOLDER says where to write");
        String name = String.join(
                "-", small.type(), small.kind().name(), small.pooling().name());
        Path folder = Path.of(root, name.toLowerCase(Locale.ROOT));
        Path saved = Files.createDirectories(folder.resolve("model"));
        try (Scope scope = Scope.open();
                Base base = SmallModel.open(small.base(folder.resolve("base")))) {
            Model model = small.built(base, false);
            small.write(saved, base, model);
            List<String> lines = new ArrayList<>();
            for (String text : TEXTS) {
                lines.add(new JsonMapper().writeValueAsString(answer(small, base, model, text)));
            }
            Files.write(folder.resolve("predictions.jsonl"), lines);
        }
        assertThat(saved.resolve("config.json")).exists();
    }

    private static Map<String, Object> answer(SmallModel small, Base base, Model model, String text) {
        if (small.kind() == Kind.SEQUENCE) {
            Encoding encoding =
                    base.tokenizer().encode(text, null, Limit.none()).get(0);
            return Map.of("text", text, "logits", SmallModel.logits(model, encoding));
        }
        List<String> words = List.of(text.split(" "));
        Encoding encoding = base.tokenizer().encodeWords(words, Limit.none()).get(0);
        float[] flat = SmallModel.logits(model, encoding);
        int outputs = SmallModel.LABELS.size();
        List<float[]> ofWords = new ArrayList<>();
        int[] owners = encoding.wordIndex();
        for (int t = 0; t < owners.length; t++) {
            if (owners[t] == ofWords.size()) {
                ofWords.add(Arrays.copyOfRange(flat, t * outputs, (t + 1) * outputs));
            }
        }
        return Map.of("tokens", words, "logits", ofWords);
    }
}
