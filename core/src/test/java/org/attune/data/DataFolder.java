// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.attune.problem.InputException;
import org.attune.problem.Problem;

/** Files of a test, and what reading them says. */
record DataFolder(Path path) {

    String write(String name, String text) {
        return write(name, text.getBytes(StandardCharsets.UTF_8));
    }

    String write(String name, byte[] bytes) {
        try {
            Path file = path.resolve(name);
            Files.createDirectories(file.getParent());
            return Files.write(file, bytes).toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Table read(String name, String text) {
        return Tables.read(List.of(write(name, text)), ReadOptions.auto());
    }

    /** The problems of reading, without the folder in front of the files. */
    List<Problem> problems(String name, String text) {
        return problems(List.of(write(name, text)), ReadOptions.auto());
    }

    List<Problem> problems(List<String> files, ReadOptions options) {
        try {
            Table table = Tables.read(files, options);
            throw new AssertionError("was read: " + table.rows().size() + " rows of " + table.columns());
        } catch (InputException e) {
            return e.problems().stream()
                    .map(p -> new Problem(p.code(), shortened(p.where()), p.found(), shortened(p.expected()), p.fix()))
                    .toList();
        }
    }

    String shortened(String text) {
        return text.replace(path + "/", "");
    }

    static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return packed.toByteArray();
    }

    static byte[] cut(byte[] bytes, int length) {
        return Arrays.copyOf(bytes, length);
    }
}
