// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.attune.fuzz.ByteMutation;
import org.attune.fuzz.FuzzInput;
import org.attune.fuzz.FuzzKind;
import org.attune.fuzz.JsonMutation;
import org.attune.fuzz.Resource;

/** config.json of every architecture. */
public final class ConfigFuzz implements FuzzKind {

    private final List<byte[]> sound = Stream.concat(
                    Golden.names().stream(), Stream.of("resnet", "resnet-basic", "vit", "deit", "cifar-resnet"))
            .map(type -> Resource.bytes("/golden/" + type + "/config.json"))
            .toList();

    @Override
    public String name() {
        return "config";
    }

    @Override
    public FuzzInput input(Random random) {
        byte[] whole = sound.get(random.nextInt(sound.size()));
        byte[] broken = random.nextInt(3) == 0
                ? new ByteMutation(random, List.of("\"", "\\u0000", "1e999", ",", "}")).of(whole)
                : new JsonMutation(random).of(whole);
        return new FuzzInput("config.json", broken);
    }

    @Override
    public void use(FuzzInput input, Path folder) {
        ArchitectureConfig config = ArchitectureConfig.of(input.bytes(), input.file());
        if (config.sizes().width() % config.sizes().heads() != 0) {
            throw new AssertionError(config.sizes() + " cannot be divided");
        }
        config.labels();
        config.className();
    }
}
