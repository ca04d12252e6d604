// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.attune.fuzz.ByteMutation;
import org.attune.fuzz.FuzzInput;
import org.attune.fuzz.FuzzKind;
import org.attune.fuzz.JsonMutation;
import org.attune.fuzz.Resource;

/** Safetensors files: broken anywhere, or in the JSON of a header whose length is right. */
public final class SafetensorsFuzz implements FuzzKind {

    private static final int LENGTH = 8;

    private final List<byte[]> sound = Stream.of("module", "every_dtype", "views")
            .map(name -> Resource.bytes("/weights/" + name + ".safetensors"))
            .toList();

    @Override
    public String name() {
        return "safetensors";
    }

    @Override
    public FuzzInput input(Random random) {
        byte[] whole = sound.get(random.nextInt(sound.size()));
        int way = random.nextInt(4);
        byte[] broken = way == 0 ? whole : header(whole, random);
        return new FuzzInput(
                "model.safetensors",
                way < 2 ? new ByteMutation(random, List.of("BF16", "F8_E4M3")).of(broken) : broken);
    }

    @Override
    public void use(FuzzInput input, Path folder) throws IOException {
        TensorBytes.contents(input.writeTo(folder));
    }

    private static byte[] header(byte[] whole, Random random) {
        int end = LENGTH
                + (int) ByteBuffer.wrap(whole).order(ByteOrder.LITTLE_ENDIAN).getLong();
        byte[] header = new JsonMutation(random).of(Arrays.copyOfRange(whole, LENGTH, end));
        return ByteBuffer.allocate(LENGTH + header.length + whole.length - end)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header)
                .put(whole, end, whole.length - end)
                .array();
    }
}
