// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.attune.data.image.ImagePaths;
import org.attune.problem.Problem;

/** A folder with a folder of images for each class as a table: the columns {@code image} and {@code label}. */
final class ImageFolder {

    private static final Names COLUMNS = Names.of(List.of("image", "label"));
    private static final String ENDINGS = ".*\\.(jpe?g|png|webp|bmp|gif)";

    private ImageFolder() {}

    /** Whether a path is such a folder. */
    static boolean is(Path path) {
        return Files.isDirectory(path)
                && classes(path).stream().anyMatch(one -> !images(one).isEmpty());
    }

    /** In the order of the classes' names, then of the files'. */
    static FileReading read(Source folder, RowSink sink) {
        Findings findings = new Findings(folder.shown());
        List<String> notes = new ArrayList<>();
        MessageDigest names = digest();
        long line = 0;
        try {
            for (Path one : classes(folder.path())) {
                String label = one.getFileName().toString();
                List<Path> images = images(one);
                int others = files(one).size() - images.size();
                if (others > 0) {
                    notes.add(folder.shown() + ": " + others + " files of " + label + " are no images by their names");
                }
                for (Path image : images) {
                    String name = label + "/" + image.getFileName();
                    names.update((name + "\n").getBytes(StandardCharsets.UTF_8));
                    sink.add(folder.shown(), ++line, COLUMNS, new Object[] {name, label});
                }
            }
        } catch (UncheckedIOException e) {
            findings.whole(Findings.of(
                    "data.unreadable",
                    "cannot be listed: " + Problem.quote(String.valueOf(e.getMessage())),
                    "data folders are readable",
                    "check the folder's permissions"));
        }
        return new FileReading(
                FilePart.typed(COLUMNS.list(), true, notes), HexFormat.of().formatHex(names.digest()), findings);
    }

    /** Of the images of rows themselves, which tables only name. */
    static String sha256(List<Row> rows, Columns columns) {
        String image = columns.required("image");
        return ImagePaths.sha256(rows.stream()
                .map(row -> ImagePaths.of(row.file(), String.valueOf(row.value(image))))
                .toList());
    }

    private static List<Path> classes(Path folder) {
        return listed(folder).stream().filter(Files::isDirectory).toList();
    }

    private static List<Path> images(Path folder) {
        return files(folder).stream()
                .filter(file ->
                        file.getFileName().toString().toLowerCase(Locale.ROOT).matches(ENDINGS))
                .toList();
    }

    private static List<Path> files(Path folder) {
        return listed(folder).stream().filter(Files::isRegularFile).toList();
    }

    /** By name, hidden ones left out. */
    private static List<Path> listed(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(path -> !path.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
