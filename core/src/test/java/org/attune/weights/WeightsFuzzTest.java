// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import org.attune.problem.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged files end in an {@link InputException} or are read; {@code -Dattune.fuzz.tries=N} tries more per file. */
class WeightsFuzzTest {

    private static final int TRIES = Integer.getInteger("attune.fuzz.tries", 120);

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "module.safetensors",
                "every_dtype.safetensors",
                "views.pt",
                "module.pth",
                "protocol4.pt",
                "wrapped.pt",
            })
    void damaged_files_end_in_a_problem_and_nothing_else(String name) throws IOException {
        fuzz(name, Files.readAllBytes(TensorBytes.resource(name)));
    }

    @Test
    void damaged_onnx_files_end_in_a_problem_and_nothing_else() throws IOException {
        fuzz("model.onnx", OnnxBytes.model(OnnxBytes.encoder()));
    }

    @Test
    void damaged_pickles_end_in_a_problem_and_nothing_else() throws IOException {
        // inside an intact zip file, where mutations of the whole file rarely get
        byte[] pickle = new PickleBytes()
                .raw("\u0080\2}q\0(")
                .text("w")
                .tensor(12, 1, new int[] {2, 3}, new int[] {1, 4})
                .raw("q\1")
                .text("v")
                .raw("h\1u.")
                .toBytes();
        Random random = new Random(17);
        int refused = 0;
        for (int i = 0; i < 4 * TRIES; i++) {
            byte[] damaged = damage(pickle, random);
            Path file = PickleBytes.zip(folder.resolve("model.pt"), damaged, new byte[12], 0);
            refused += attempt(file, damaged, i);
        }
        assertThat(refused).isGreaterThan(TRIES);
    }

    private void fuzz(String name, byte[] whole) throws IOException {
        Random random = new Random(name.hashCode());
        int refused = 0;
        for (int i = 0; i < TRIES; i++) {
            byte[] damaged = damage(whole, random);
            refused += attempt(Files.write(folder.resolve(name), damaged), damaged, i);
        }
        assertThat(refused).as("the damage is worth refusing").isGreaterThan(TRIES / 4);
    }

    /** 1 if the file was refused as it should be. */
    private static int attempt(Path file, byte[] damaged, int number) throws IOException {
        try {
            TensorBytes.contents(file);
            return 0;
        } catch (InputException e) {
            assertThat(e.problems()).isNotEmpty();
            return 1;
        } catch (RuntimeException | Error e) {
            Path kept = Files.write(
                    Files.createTempFile("attune-fuzz", file.getFileName().toString()), damaged);
            return fail("try " + number + " ended in " + e + "; the file is kept as " + kept, e);
        }
    }

    private static byte[] damage(byte[] whole, Random random) {
        byte[] bytes = whole.clone();
        int changes = 1 + random.nextInt(3);
        for (int i = 0; i < changes && bytes.length > 8; i++) {
            bytes = once(bytes, random);
        }
        return bytes;
    }

    private static byte[] once(byte[] bytes, Random random) {
        // descriptions are at either end of a file: mostly there
        int span = random.nextInt(3) == 0 ? bytes.length : Math.min(bytes.length, 400);
        int at = random.nextInt(span);
        at = random.nextInt(3) == 0 ? bytes.length - 1 - at : at;
        int length = Math.min(1 + random.nextInt(12), bytes.length - at);
        switch (random.nextInt(7)) {
            case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> bytes[at] = (byte) random.nextInt(256);
            case 2 -> Arrays.fill(bytes, at, at + length, (byte) 0xff);
            case 3 -> Arrays.fill(bytes, at, at + length, (byte) '9');
            case 4 -> {
                return Arrays.copyOf(bytes, at);
            }
            case 5 -> {
                return splice(bytes, at + length, bytes, at); // a stretch twice
            }
            default -> {
                return splice(bytes, at, bytes, at + length); // a stretch lost
            }
        }
        return bytes;
    }

    private static byte[] splice(byte[] first, int end, byte[] second, int start) {
        byte[] joined = Arrays.copyOf(first, end + second.length - start);
        System.arraycopy(second, start, joined, end, second.length - start);
        return joined;
    }
}
