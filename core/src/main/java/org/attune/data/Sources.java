// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.jspecify.annotations.Nullable;

/** From what the user wrote to files that exist and are files. */
final class Sources {

    private Sources() {}

    static List<Source> resolve(List<String> given, @Nullable Path beside, Problems problems) {
        List<Source> files = new ArrayList<>();
        for (String one : given) {
            if (Spooled.is(one)) {
                Source spooled = Spooled.of(one, problems);
                if (spooled != null) {
                    files.add(spooled);
                }
                continue;
            }
            Path path = path(one, problems);
            if (one.isBlank() || (path == null && !Glob.isGlob(one))) {
                continue;
            }
            if (path != null && Files.exists(path)) {
                existing(new Source(path, one), files, problems);
            } else if (Glob.isGlob(one)) {
                files.addAll(Glob.expand(one, beside, problems));
            } else if (path != null) {
                MissingFile.report(one, path, beside, problems);
            }
        }
        if (given.isEmpty()) {
            problems.add(
                    "data.no-file", "data", "no file", "at least one file is given", "name a file, a list or a glob");
        }
        return withoutRepeats(files, problems);
    }

    private static void existing(Source file, List<Source> files, Problems problems) {
        if (ImageFolder.is(file.path())) {
            files.add(file);
        } else if (Files.isDirectory(file.path())) {
            problems.add(
                    "data.directory",
                    file.shown(),
                    "is a folder",
                    "data are files, or a folder with a folder of images for each class",
                    "name a file in it, or a glob such as "
                            + Problem.quote(file.shown().replaceFirst("/+$", "") + "/*"));
        } else if (!Files.isRegularFile(file.path())) {
            problems.add(
                    "data.not-a-file",
                    file.shown(),
                    "is a device, a pipe or the like",
                    "data are ordinary files, which can be hashed and read again",
                    "copy the data into a file");
        } else {
            files.add(file);
        }
    }

    private static @Nullable Path path(String one, Problems problems) {
        try {
            if (one.isBlank()) {
                problems.add("data.no-file", "data", "an empty path", "a path names a file", "name a file");
            }
            return Path.of(one);
        } catch (InvalidPathException e) {
            // Windows allows no * in a path
            if (!Glob.isGlob(one)) {
                problems.add(
                        "data.path",
                        Problem.quote(one),
                        "is no path here: " + e.getReason(),
                        "a path",
                        "mend the path");
            }
            return null;
        }
    }

    private static List<Source> withoutRepeats(List<Source> files, Problems problems) {
        Set<Path> seen = new HashSet<>();
        for (Source file : files) {
            if (!seen.add(file.path().toAbsolutePath().normalize())) {
                problems.add(
                        "data.file-twice",
                        file.shown(),
                        "is read twice",
                        "a file is read once: doubled rows weigh double and leak between splits",
                        "name it once, or narrow the glob");
            }
        }
        return files;
    }
}
