// SPDX-License-Identifier: Apache-2.0
package org.attune.data.zstd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.ZipException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ZstdInputStreamTest {

    @TempDir
    Path temporary;

    /** Written by the reference tool 1.5.4 with {@code -19}: one block, FSE coded weights, a checksum. */
    private static byte[] squaresPacked() throws IOException {
        try (InputStream in = ZstdInputStreamTest.class.getResourceAsStream("squares.txt.zst")) {
            assertThat(in).isNotNull();
            return in.readAllBytes();
        }
    }

    private static byte[] squares() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 400; i++) {
            text.append(i)
                    .append(",the square of it leaves ")
                    .append(i * i % 97)
                    .append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] unpack(byte[] packed) throws IOException {
        return new ZstdInputStream(new ByteArrayInputStream(packed)).readAllBytes();
    }

    @Test
    void a_frame_of_the_reference_tool_unpacks_to_its_bytes() throws IOException {
        assertThat(unpack(squaresPacked())).isEqualTo(squares());
    }

    @Test
    void frames_follow_one_another_and_skippable_ones_are_skipped() throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.write(squaresPacked());
        all.write(new byte[] {0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 9, 9, 9});
        all.write(squaresPacked());
        byte[] once = squares();
        byte[] twice = Arrays.copyOf(once, 2 * once.length);
        System.arraycopy(once, 0, twice, once.length, once.length);
        assertThat(unpack(all.toByteArray())).isEqualTo(twice);
    }

    @Test
    void what_another_encoder_packs_comes_back_over_many_blocks() throws SQLException, IOException {
        Path plain = temporary.resolve("a.csv");
        Path packed = temporary.resolve("a.csv.zst");
        String rows = "(select i, md5(i::varchar) as h, repeat('ab' || i % 10, i % 50) as r from range(40000) t(i))";
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("copy " + rows + " to '" + plain + "' (format csv)");
            statement.execute("copy " + rows + " to '" + packed + "' (format csv, compression zstd)");
        }
        byte[] bytes = Files.readAllBytes(plain);
        assertThat(bytes.length).isGreaterThan(3_000_000);
        assertThat(unpack(Files.readAllBytes(packed))).isEqualTo(bytes);
    }

    @Test
    void a_file_cut_anywhere_ends_too_early() throws IOException {
        byte[] packed = squaresPacked();
        for (int length = 1; length < packed.length; length += 7) {
            byte[] cut = Arrays.copyOf(packed, length);
            assertThatThrownBy(() -> unpack(cut)).as("cut at " + length).isInstanceOf(EOFException.class);
        }
    }

    @Test
    void a_changed_byte_never_goes_unnoticed() throws IOException {
        byte[] packed = squaresPacked();
        Random random = new Random(7);
        for (int i = 0; i < 2000; i++) {
            byte[] changed = packed.clone();
            changed[random.nextInt(packed.length)] ^= (byte) (1 << random.nextInt(8));
            try {
                // bits that carry nothing, such as unused ones of the header, may change
                assertThat(unpack(changed)).isEqualTo(squares());
            } catch (IOException e) {
                assertThat(e).isInstanceOfAny(ZipException.class, EOFException.class);
            }
        }
    }

    @Test
    void a_window_beyond_the_bound_is_refused_without_allocating_it() {
        byte[] header = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd, 0x00, (byte) 0xff, 0x01, 0x00, 0x00};
        assertThatThrownBy(() -> unpack(header))
                .isInstanceOf(ZipException.class)
                .hasMessageContaining("128 MiB");
    }

    @Test
    void a_wrong_checksum_is_named() throws IOException {
        byte[] packed = squaresPacked();
        packed[packed.length - 1] ^= 1;
        assertThatThrownBy(() -> unpack(packed))
                .isInstanceOf(ZipException.class)
                .hasMessageContaining("checksum");
    }

    @Test
    void the_hash_has_its_published_values() {
        Xxh64 hash = new Xxh64();
        hash.reset();
        assertThat(hash.value()).isEqualTo(0xEF46DB3751D8E999L);
        hash.update("abc".getBytes(StandardCharsets.UTF_8), 0, 3);
        assertThat(hash.value()).isEqualTo(0x44BC2CF5AD770999L);
    }
}
