// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.attune.problem.Problems;
import org.attune.problem.Similar;
import org.jspecify.annotations.Nullable;

/** A path that names nothing: says what stands near it. */
final class MissingFile {

    private static final int MOST_NAMES = 1000;
    private static final int MOST_SHOWN = 8;

    private MissingFile() {}

    static void report(String shown, Path path, @Nullable Path beside, Problems problems) {
        problems.add(
                "data.missing",
                shown,
                Files.isSymbolicLink(path) ? "is a link to nothing" : "does not exist",
                "paths are relative to the working directory",
                hint(path, beside));
    }

    private static String hint(Path path, @Nullable Path beside) {
        if (beside != null && !path.isAbsolute() && Files.exists(beside.resolve(path))) {
            return "it exists beside the recipe: write " + beside.resolve(path).normalize();
        }
        Path folder = path.toAbsolutePath().getParent();
        if (folder == null) {
            return "name a file";
        }
        if (!Files.isDirectory(folder)) {
            Path known = folder;
            while (known.getParent() != null && !Files.isDirectory(known.getParent())) {
                known = known.getParent();
            }
            return "the folder " + known.getFileName() + " does not exist either, in " + known.getParent();
        }
        List<String> names = names(folder);
        String name = path.getFileName().toString();
        return Similar.to(name, names)
                .map(near -> "did you mean \"" + path.resolveSibling(near) + "\"?")
                .orElseGet(() -> names.isEmpty() ? "its folder is empty" : "its folder holds " + list(names));
    }

    static String list(List<String> names) {
        return String.join(", ", names.subList(0, Math.min(MOST_SHOWN, names.size())))
                + (names.size() > MOST_SHOWN ? " and more" : "");
    }

    /** Of a folder, hidden ones left out; nothing where it cannot be listed. */
    static List<String> names(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            return all.map(p -> p.getFileName().toString())
                    .filter(n -> !n.startsWith("."))
                    .limit(MOST_NAMES)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
