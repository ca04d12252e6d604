// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.attune.problem.InputException;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.pytorch.Tensor;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafetensorsTest {

    @TempDir
    Path folder;

    /** A file of this header and that many bytes of data, which count up from zero. */
    static Path write(Path folder, String header, int dataBytes) throws IOException {
        byte[] json = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer bytes = ByteBuffer.allocate(8 + json.length + dataBytes).order(ByteOrder.LITTLE_ENDIAN);
        bytes.putLong(json.length).put(json);
        for (int i = 0; i < dataBytes; i++) {
            bytes.put((byte) i);
        }
        return Files.write(folder.resolve("model.safetensors"), bytes.array());
    }

    private List<String> problems(String header, int dataBytes) throws IOException {
        return TensorBytes.problems(write(folder, header, dataBytes));
    }

    @Test
    void tensors_come_in_the_order_of_the_header_with_their_bytes() throws IOException {
        Path file = write(
                folder,
                "{\"b\":{\"dtype\":\"I16\",\"shape\":[2],\"data_offsets\":[3,7]},\"__metadata__\":{\"format\":\"pt\"},"
                        + "\"a\":{\"dtype\":\"U8\",\"shape\":[1,3],\"data_offsets\":[0,3]},"
                        + "\"scalar\":{\"dtype\":\"I8\",\"shape\":[],\"data_offsets\":[7,8]},"
                        + "\"empty\":{\"dtype\":\"F32\",\"shape\":[0,5],\"data_offsets\":[8,8]}}  ",
                8);
        try (Safetensors checkpoint = Safetensors.open(file)) {
            assertThat(checkpoint.tensors().keySet()).containsExactly("b", "a", "scalar", "empty");
            assertThat(checkpoint.metadata()).containsEntry("format", "pt");
            assertThat(TensorBytes.contents(checkpoint))
                    .containsEntry("a", "a U8[1, 3] 000102")
                    .containsEntry("b", "b I16[2] 03040506")
                    .containsEntry("scalar", "scalar I8[] 07")
                    .containsEntry("empty", "empty F32[0, 5] ");
        }
    }

    @Test
    void the_hash_is_that_of_the_file() throws IOException {
        Path file = Files.writeString(folder.resolve("abc.safetensors"), "\2\0\0\0\0\0\0\0{}");
        try (Checkpoint checkpoint = Safetensors.open(file)) {
            assertThat(checkpoint.sha256())
                    .isEqualTo("411a485216e432ece6b9af94fa32154cf79a2a56d4f81266baa50063f45092bd")
                    .isEqualTo(checkpoint.sha256());
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "weights.json | []",
                "weights.json | {\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}",
                "weights.json | {\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}} x",
                "weights.json | {\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]},\"a\":{}}",
                "weights.json | {\"a\":{\"dtype\":\"U8\",\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4]}}",
                "weights.header | {\"a\":{\"dtype\":\"U8\",\"shape\":[4]}}",
                "weights.header | {\"a\":{\"dtype\":7,\"shape\":[4],\"data_offsets\":[0,4]}}",
                "weights.header | {\"a\":{\"dtype\":\"U8\",\"shape\":[4.0],\"data_offsets\":[0,4]}}",
                "weights.header | {\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4,4]}}",
                "weights.header | {\"a\":{\"dtype\":\"U8\",\"shape\":[[4]],\"data_offsets\":[0,4]}}",
                "weights.header | {\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[0,4],\"code\":\"x\"}}",
                "weights.header | {\"a\":[]}",
                "weights.dtype | {\"a\":{\"dtype\":\"F8_E4M3\",\"shape\":[4],\"data_offsets\":[0,4]}}",
                "weights.dtype | {\"a\":{\"dtype\":\"Q4\",\"shape\":[4],\"data_offsets\":[0,4]}}",
                "weights.shape | {\"a\":{\"dtype\":\"U8\",\"shape\":[-4],\"data_offsets\":[0,4]}}",
                "weights.shape | {\"a\":{\"dtype\":\"F32\",\"shape\":[4611686018427387905],\"data_offsets\":[0,4]}}",
                "weights.shape | {\"a\":{\"dtype\":\"U8\",\"shape\":[4294967296,4294967296],\"data_offsets\":[0,0]}}",
                "weights.shape | {\"a\":{\"dtype\":\"U8\",\"shape\":[0,9e9,1],\"data_offsets\":[0,0]}}",
                "weights.shape | {\"a\":{\"dtype\":\"U8\",\"shape\":[99999999999999999999],\"data_offsets\":[0,4]}}",
                "weights.offsets | {\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[4,0]}}",
                "weights.offsets | {\"a\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[-4,0]}}",
                "weights.offsets | {\"a\":{\"dtype\":\"F32\",\"shape\":[4],\"data_offsets\":[0,4]}}",
                "weights.truncated | {\"a\":{\"dtype\":\"U8\",\"shape\":[5],\"data_offsets\":[0,5]}}",
                "weights.hole | {\"a\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]}}",
                "weights.hole | {\"a\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[1,4]}}",
                "weights.overlap | {\"a\":{\"dtype\":\"U8\",\"shape\":[3],\"data_offsets\":[0,3]},"
                        + "\"b\":{\"dtype\":\"U8\",\"shape\":[2],\"data_offsets\":[2,4]}}",
                "weights.metadata | {\"__metadata__\":{\"n\":1}}",
                "weights.metadata | {\"__metadata__\":7}",
            })
    void a_broken_header_is_refused_by_its_rule(String code, String header) throws IOException {
        String expected = header.contains("9e9") ? "weights.header" : code;
        assertThat(problems(header, 4)).isNotEmpty().first().asString().contains("[" + expected + "]");
    }

    @Test
    void all_problems_of_a_header_are_listed_at_once() throws IOException {
        assertThat(problems(
                        "{\"a\":{\"dtype\":\"X\",\"shape\":[1],\"data_offsets\":[0,1]},\"b\":3,\"__metadata__\":[]}",
                        1))
                .hasSize(3)
                .anySatisfy(text -> assertThat(text).contains("tensor \"a\" has unknown element type \"X\""));
    }

    @Test
    void a_known_type_that_nothing_can_use_is_told_from_an_unknown_one() throws IOException {
        assertThat(problems("{\"a\":{\"dtype\":\"F8_E5M2\",\"shape\":[1],\"data_offsets\":[0,1]}}", 1))
                .singleElement()
                .asString()
                .contains("has element type \"F8_E5M2\"")
                .contains("F64");
    }

    @Test
    void a_header_longer_than_the_file_or_the_limit_is_refused_before_it_is_read() throws IOException {
        Path file = folder.resolve("a.safetensors");
        Files.write(file, new byte[] {1, 2, 3});
        assertThat(TensorBytes.problems(file)).singleElement().asString().contains("is only 3 bytes long");
        Files.write(file, new byte[] {-1, -1, -1, -1, -1, -1, -1, -1, '{', '}'});
        assertThat(TensorBytes.problems(file)).singleElement().asString().contains("18446744073709551615 bytes");
        Files.write(file, new byte[] {0, 0, 0, 1, 0, 0, 0, 0, '{', '}'});
        assertThat(TensorBytes.problems(file)).singleElement().asString().contains("in a file of 10");
    }

    @Test
    void bad_utf8_and_utf16_are_refused() throws IOException {
        Path file = folder.resolve("a.safetensors");
        Files.write(file, new byte[] {6, 0, 0, 0, 0, 0, 0, 0, '{', '"', (byte) 0xff, '"', ':', '}'});
        assertThat(TensorBytes.problems(file)).singleElement().asString().contains("[weights.json]");
        Files.write(file, new byte[] {4, 0, 0, 0, 0, 0, 0, 0, '{', 0, '}', 0});
        assertThat(TensorBytes.problems(file)).singleElement().asString().contains("[weights.json]");
    }

    @Test
    void deep_nesting_is_refused() throws IOException {
        assertThat(problems("{\"a\":" + "[".repeat(100_000), 0))
                .singleElement()
                .asString()
                .contains("[weights.json]");
    }

    @Test
    void a_header_of_more_parts_than_any_model_has_is_refused() throws IOException {
        String shape = "0,".repeat(6_000_000) + "0";
        assertThat(problems("{\"a\":{\"dtype\":\"U8\",\"shape\":[" + shape + "],\"data_offsets\":[0,0]}}", 0))
                .singleElement()
                .asString()
                .contains("[weights.json]");
    }

    @Test
    void an_unknown_name_is_answered_with_the_nearest_one() throws IOException {
        Path file = write(folder, "{\"encoder.weight\":{\"dtype\":\"U8\",\"shape\":[1],\"data_offsets\":[0,1]}}", 1);
        try (Checkpoint checkpoint = Safetensors.open(file)) {
            assertThatThrownBy(() -> checkpoint.load("encoder.weigth"))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("did you mean \"encoder.weight\"?");
        }
    }

    @Test
    void a_file_that_shrinks_while_it_is_open_is_noticed() throws IOException {
        Path file = write(folder, "{\"a\":{\"dtype\":\"U8\",\"shape\":[9],\"data_offsets\":[0,9]}}", 9);
        try (Checkpoint checkpoint = Safetensors.open(file);
                FileChannel writer = FileChannel.open(file, StandardOpenOption.WRITE)) {
            writer.truncate(file.toFile().length() - 1);
            assertThatThrownBy(() -> checkpoint.load("a"))
                    .isInstanceOf(InputException.class)
                    .hasMessageContaining("weights do not change while they are read");
        }
    }

    @Test
    void data_beyond_two_gibibytes_is_reached() throws IOException {
        long far = 5L << 30;
        Path file = sparse(far);
        try (PointerScope scope = new PointerScope();
                Checkpoint checkpoint = Safetensors.open(file)) {
            assertThat(TensorBytes.bytes(checkpoint.load("last"))).containsExactly(1, 2, 3, 4);
        }
    }

    @Test
    @Tag("slow")
    void a_tensor_beyond_two_gibibytes_is_read_and_written_whole() throws IOException {
        long size = (2L << 30) + 4096;
        Path file = sparse(size);
        Path copy = folder.resolve("copy.safetensors");
        try (Checkpoint checkpoint = Safetensors.open(file)) {
            SafetensorsWriter.create().file(copy, checkpoint);
        }
        for (Path each : List.of(file, copy)) {
            try (PointerScope scope = new PointerScope();
                    Checkpoint checkpoint = Safetensors.open(each)) {
                Tensor big = checkpoint.load("first");
                assertThat(big.nbytes()).isEqualTo(size);
                assertThat(big.narrow(0, size - 2, 1).item_byte()).isZero();
                assertThat(big.narrow(0, size - 1, 1).item_byte()).isEqualTo((byte) 7);
                assertThat(big.narrow(0, (2L << 30) - 1, 1).item_byte()).isEqualTo((byte) 5);
                assertThat(big.narrow(0, 2L << 30, 1).item_byte()).isEqualTo((byte) 6);
            }
        }
    }

    /** Zeros of that size with 5 and 6 around 2 GiB and a 7 at the end, then four bytes; a hole in the file takes no room on the disk. */
    private Path sparse(long size) throws IOException {
        String header = "{\"first\":{\"dtype\":\"U8\",\"shape\":[" + size + "],\"data_offsets\":[0," + size
                + "]},\"last\":{\"dtype\":\"U8\",\"shape\":[4],\"data_offsets\":[" + size + "," + (size + 4) + "]}}";
        Path file = write(folder, header, 0);
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            long start = channel.size();
            channel.write(ByteBuffer.wrap(new byte[] {7, 1, 2, 3, 4}), start + size - 1);
            channel.write(ByteBuffer.wrap(new byte[] {5, 6}), start + (2L << 30) - 1);
        }
        return file;
    }
}
