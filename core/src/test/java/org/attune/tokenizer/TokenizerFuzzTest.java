// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/**
 * Broken tokenizer.json files, made by seed: each is refused with its problems or works on every text. A defect takes the
 * whole process down, so that the test run stops here. {@code -Dattune.fuzz.tries} runs more of them.
 */
final class TokenizerFuzzTest {

    @Test
    void a_broken_file_is_refused_or_harmless() {
        int tries = Integer.getInteger("attune.fuzz.tries", 300);
        int accepted = 0;
        for (int seed = 0; seed < tries; seed++) {
            String name = Golden.NAMES.get(seed % Golden.NAMES.size());
            byte[] file = new Mutation(seed).of(Golden.bytes(name + ".tokenizer"));
            accepted += Hostile.use(() -> TextTokenizer.of(file, "hostile"), new Random(seed)) ? 1 : 0;
        }
        // Both happen, or the mutations test nothing.
        assertThat(accepted).isBetween(tries / 20, tries * 19 / 20);
    }

    @Test
    void a_broken_sentencepiece_model_is_refused_or_harmless(@TempDir Path directory) throws IOException {
        JsonNode files = Golden.json("xlm-roberta").path("files");
        byte[] sound =
                Base64.getDecoder().decode(files.path("sentencepiece.bpe.model").stringValue());
        Files.writeString(
                directory.resolve("config.json"), files.path("config.json").stringValue());
        int accepted = 0;
        int tries = Integer.getInteger("attune.fuzz.tries", 300) / 3;
        for (int seed = 0; seed < tries; seed++) {
            Random random = new Random(seed);
            byte[] broken = Arrays.copyOf(sound, seed % 4 == 0 ? random.nextInt(sound.length) : sound.length);
            for (int i = random.nextInt(3); i >= 0 && broken.length > 0; i--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }
            Files.write(directory.resolve("sentencepiece.bpe.model"), broken);
            accepted += Hostile.use(() -> TextTokenizer.open(directory), random) ? 1 : 0;
        }
        assertThat(accepted).isBetween(tries / 20, tries * 19 / 20);
    }
}
