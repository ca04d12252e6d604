// SPDX-License-Identifier: Apache-2.0
package org.attune.data.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.zip.CRC32;
import org.attune.tensor.Scope;
import org.attune.tensor.Tensors;
import org.attune.weights.Safetensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pixels and sizes are Pillow's; see tools/golden/image_sizes.py. */
@Tag("engine")
@Tag("float64")
class ImageDecoderTest {

    private static byte[] file(String name) throws IOException {
        try (InputStream in =
                Objects.requireNonNull(ImageDecoderTest.class.getResourceAsStream("/golden/image/" + name), name)) {
            return in.readAllBytes();
        }
    }

    private static Pixels pillow(String name) throws IOException {
        java.nio.file.Path golden = java.nio.file.Files.createTempFile("sizes", ".safetensors");
        java.nio.file.Files.write(golden, file("sizes.safetensors"));
        try (Scope scope = Scope.open();
                var tensors = Safetensors.open(golden)) {
            Tensor values = tensors.load(name).to(ScalarType.Float);
            float[] flat = Tensors.floats(values);
            byte[] rgb = new byte[flat.length];
            for (int i = 0; i < rgb.length; i++) {
                rgb[i] = (byte) (int) flat[i];
            }
            return new Pixels((int) values.size(1), (int) values.size(0), rgb);
        } finally {
            java.nio.file.Files.delete(golden);
        }
    }

    @ParameterizedTest
    @EnumSource(Resampling.class)
    void every_filter_makes_every_size_bit_for_bit_as_pillow_does(Resampling filter) throws IOException {
        Pixels source = pillow("source");
        for (int[] size : new int[][] {{9, 7}, {16, 16}, {23, 40}, {5, 31}, {64, 48}}) {
            Pixels resized = filter.resize(source, size[1], size[0]);
            assertThat(resized.rgb())
                    .as(filter + " " + Arrays.toString(size))
                    .isEqualTo(pillow(filter + "/" + size[0] + "x" + size[1]).rgb());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rgb.png",
                "alpha.png",
                "grey.png",
                "grey-alpha.png",
                "palette.png",
                "one-bit.png",
                "rgb.bmp",
                "palette.gif",
                "lossless.webp",
                "alpha.webp"
            })
    void every_format_and_kind_of_colours_is_read_as_pillow_reads_it(String name) throws Exception {
        assertThat(ImageDecoder.decode(file(name)).rgb())
                .isEqualTo(pillow("kind/" + name).rgb());
    }

    @ParameterizedTest
    @ValueSource(strings = {"rgb.jpg", "grey.jpg", "progressive.jpg"})
    void a_jpeg_differs_from_pillows_by_rounding_alone(String name) throws Exception {
        assertThat(apart(ImageDecoder.decode(file(name)), pillow("kind/" + name)))
                .isLessThanOrEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8})
    void a_camera_that_was_held_otherwise_gives_an_upright_image(int turn) throws Exception {
        Pixels upright = ImageDecoder.decode(file("turned-" + turn + ".jpg"));
        Pixels pillow = pillow("turned/" + turn);
        assertThat(upright.width()).isEqualTo(pillow.width());
        assertThat(apart(upright, pillow)).isLessThanOrEqualTo(3);
    }

    private static int apart(Pixels one, Pixels other) {
        int apart = 0;
        for (int i = 0; i < one.rgb().length; i++) {
            apart = Math.max(apart, Math.abs((one.rgb()[i] & 0xff) - (other.rgb()[i] & 0xff)));
        }
        return apart;
    }

    @Test
    void a_declared_size_is_checked_before_anything_is_decoded() {
        assertThatThrownBy(() -> ImageDecoder.decode(png(50_000, 50_000)))
                .isInstanceOf(BrokenImageException.class)
                .hasMessageContaining("50000×50000 pixels");
    }

    /** Signature and header alone. */
    private static byte[] png(int width, int height) {
        byte[] header = ByteBuffer.allocate(17)
                .put("IHDR".getBytes(StandardCharsets.US_ASCII))
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        CRC32 sum = new CRC32();
        sum.update(header);
        return ByteBuffer.allocate(33)
                .putLong(0x89504e470d0a1a0aL)
                .putInt(13)
                .put(header)
                .putInt((int) sum.getValue())
                .array();
    }

    @ParameterizedTest
    @CsvSource({
        "rgb.png, 0",
        "rgb.png, 100",
        "rgb.bmp, 40",
        "rgb.jpg, 200",
        "rgb.jpg, 1000",
        "lossless.webp, 60",
        "palette.gif, 30"
    })
    void a_file_that_ends_early_is_refused_in_words(String name, int length) {
        assertThatThrownBy(() -> ImageDecoder.decode(Arrays.copyOf(file(name), length)))
                .isInstanceOf(BrokenImageException.class);
    }
}
