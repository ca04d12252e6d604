// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.attune.fuzz.FuzzInput;
import org.attune.fuzz.FuzzKind;
import org.attune.fuzz.JsonMutation;

/** tokenizer.json: its tree with other components, or its text. */
public final class TokenizerFuzz implements FuzzKind {

    private final List<byte[]> sound =
            Golden.NAMES.stream().map(name -> Golden.bytes(name + ".tokenizer")).toList();

    @Override
    public String name() {
        return "tokenizer";
    }

    @Override
    public FuzzInput input(Random random) {
        byte[] whole = sound.get(random.nextInt(sound.size()));
        byte[] broken = random.nextInt(4) == 0 ? new JsonMutation(random).of(whole) : new Mutation(random).of(whole);
        return new FuzzInput(TokenizerJson.NAME, broken);
    }

    @Override
    public void use(FuzzInput input, Path folder) {
        Hostile.use(() -> TextTokenizer.of(input.bytes(), input.file()), new Random(Arrays.hashCode(input.bytes())));
    }
}
