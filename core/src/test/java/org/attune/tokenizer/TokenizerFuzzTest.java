// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

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
            accepted += Hostile.use(file, new Random(seed)) ? 1 : 0;
        }
        // Both happen, or the mutations test nothing.
        assertThat(accepted).isBetween(tries / 20, tries * 19 / 20);
    }
}
