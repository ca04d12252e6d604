// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Zip files that lie; honest ones, with 64-bit extensions, are what PyTorch wrote for {@link StateDictTest}. */
class ZipArchiveTest {

    private static final int CENTRAL = 0x02014b50;

    @TempDir
    Path folder;

    /** A state dict after a change of its zip directory; the consumer gets the file and the first directory entry. */
    private List<String> problems(Consumer<ByteBuffer> change) throws IOException {
        byte[] bytes = Files.readAllBytes(TensorBytes.resource("module.pt"));
        ByteBuffer file = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
        int entry = 0;
        while (file.getInt(entry) != CENTRAL) {
            entry++;
        }
        change.accept(file.position(entry));
        return TensorBytes.problems(Files.write(folder.resolve("module.pt"), bytes));
    }

    @Test
    void an_entry_larger_than_the_file_is_refused() throws IOException {
        assertThat(problems(file -> file.putInt(file.position() + 20, 1 << 30).putInt(file.position() + 24, 1 << 30)))
                .singleElement()
                .asString()
                .contains("too short for its entry \"module/data.pkl\" of 1073741824 bytes");
    }

    @Test
    void a_compressed_or_encrypted_entry_is_refused() throws IOException {
        assertThat(problems(file -> file.putShort(file.position() + 10, (short) 8)))
                .singleElement()
                .asString()
                .contains("[weights.compressed]");
        assertThat(problems(file -> file.putShort(file.position() + 8, (short) 1)))
                .singleElement()
                .asString()
                .contains("[weights.compressed]");
        assertThat(problems(file -> file.putInt(file.position() + 24, 1 << 30)))
                .singleElement()
                .asString()
                .contains("[weights.compressed]");
    }

    @Test
    void a_local_entry_elsewhere_is_refused() throws IOException {
        assertThat(problems(file -> file.putInt(file.position() + 42, 5)))
                .singleElement()
                .asString()
                .contains("where its directory says");
        assertThat(problems(file -> file.putInt(file.position() + 42, Integer.MAX_VALUE)))
                .singleElement()
                .asString()
                .contains("where its directory says");
    }

    @Test
    void a_name_twice_is_refused() throws IOException {
        byte[] bytes = Files.readAllBytes(TensorBytes.resource("module.pt"));
        for (int i = 0; i < bytes.length - 14; i++) {
            if (new String(bytes, i, 13, StandardCharsets.ISO_8859_1).equals("module/data/1")) {
                bytes[i + 12] = '0';
            }
        }
        assertThat(TensorBytes.problems(Files.write(folder.resolve("twice.pt"), bytes)))
                .singleElement()
                .asString()
                .contains("\"module/data/0\" twice");
    }

    @Test
    void a_directory_that_promises_more_than_it_has_is_refused() throws IOException {
        assertThat(problems(file -> file.putLong(file.capacity() - 22 - 20 - 56 + 32, Long.MAX_VALUE)))
                .singleElement()
                .asString()
                .contains("[weights.zip]");
    }

    @Test
    void a_zip_file_of_something_else_is_refused() throws IOException {
        Path file = PickleBytes.zip(folder.resolve("a.pt"), new byte[0], new byte[0], ZipEntry.STORED);
        assertThat(TensorBytes.problems(file)).singleElement().asString().contains("[weights.pickle]");
        byte[] bytes = Files.readAllBytes(file);
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        byte[] renamed = text.replace("data.pkl", "data.txt").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(TensorBytes.problems(Files.write(file, renamed)))
                .singleElement()
                .asString()
                .contains("0 entries NAME/data.pkl");
    }
}
