// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.FileVisitResult;
import java.nio.file.FileVisitor;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.attune.problem.Problem;
import org.attune.problem.Problems;
import org.jspecify.annotations.Nullable;

/** Patterns of paths: {@code *} and {@code ?} within a folder, <code>**</code> across folders, sets in brackets and braces. */
final class Glob {

    private static final Pattern SPECIAL = Pattern.compile("[*?\\[{]");

    private Glob() {}

    static boolean isGlob(String text) {
        return SPECIAL.matcher(text).find();
    }

    /** Ordinary files that match, by name; hidden files and folders are left out. */
    static List<Source> expand(String given, @Nullable Path beside, Problems problems) {
        String pattern = File.separatorChar == '\\' ? given.replace('\\', '/') : given;
        int fixed = pattern.lastIndexOf('/', firstSpecial(pattern)) + 1;
        String base = pattern.substring(0, fixed);
        try {
            List<Source> found = matches(base, pattern.substring(fixed), Path.of(base));
            if (found.isEmpty()) {
                nothing(given, pattern, base, beside, problems);
            }
            return found;
        } catch (PatternSyntaxException e) {
            wrong(given, e.getDescription(), problems);
        } catch (InvalidPathException e) {
            wrong(given, e.getReason(), problems);
        }
        return List.of();
    }

    private static void wrong(String given, String reason, Problems problems) {
        problems.add(
                "data.glob",
                Problem.quote(given),
                "is no pattern: " + reason,
                "* and ? within a folder, ** across folders, [sets] and {alternatives}",
                "close the bracket, or rename a file that has one in its name");
    }

    private static List<Source> matches(String base, String rest, Path folder) {
        List<PathMatcher> matchers = new ArrayList<>();
        matchers.add(FileSystems.getDefault().getPathMatcher("glob:" + rest));
        if (rest.startsWith("**/")) {
            matchers.add(FileSystems.getDefault().getPathMatcher("glob:" + rest.substring(3)));
        }
        int depth = rest.contains("**")
                ? Integer.MAX_VALUE
                : (int) rest.chars().filter(c -> c == '/').count() + 1;
        List<Source> found = new ArrayList<>();
        for (Path path : filesBelow(folder, depth)) {
            Path relative = folder.relativize(path);
            if (matchers.stream().anyMatch(m -> m.matches(relative))) {
                found.add(new Source(path, base + relative.toString().replace(File.separatorChar, '/')));
            }
        }
        found.sort(Comparator.comparing(Source::shown));
        return found;
    }

    /** Ordinary files; what is hidden or may not be looked into is passed over. */
    private static List<Path> filesBelow(Path folder, int depth) {
        List<Path> files = new ArrayList<>();
        FileVisitor<Path> visitor = new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes) {
                return isHidden(path) && !path.equals(folder) ? FileVisitResult.SKIP_SUBTREE : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path path, BasicFileAttributes attributes) {
                if (!isHidden(path) && Files.isRegularFile(path)) {
                    files.add(path);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path path, IOException e) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path path, @Nullable IOException e) {
                return FileVisitResult.CONTINUE;
            }
        };
        try {
            Files.walkFileTree(folder, Set.of(), depth, visitor);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return files;
    }

    private static boolean isHidden(Path path) {
        Path name = path.getFileName();
        return name != null && name.toString().startsWith(".");
    }

    private static void nothing(String given, String pattern, String base, @Nullable Path beside, Problems problems) {
        Path folder = Path.of(base);
        String hint;
        if (beside != null
                && !folder.isAbsolute()
                && !matches("", pattern.substring(base.length()), beside.resolve(base))
                        .isEmpty()) {
            hint = "it matches files beside the recipe: write "
                    + beside.resolve(base).normalize() + "/" + pattern.substring(base.length());
        } else if (!Files.isDirectory(base.isEmpty() ? Path.of(".") : folder)) {
            hint = "the folder " + base + " does not exist";
        } else {
            List<String> names = MissingFile.names(base.isEmpty() ? Path.of(".") : folder);
            hint = names.isEmpty() ? "its folder is empty" : "its folder holds " + MissingFile.list(names);
        }
        problems.add("data.glob-empty", given, "matches no file", "a glob matches at least one file", hint);
    }

    private static int firstSpecial(String pattern) {
        var matcher = SPECIAL.matcher(pattern);
        return matcher.find() ? matcher.start() : pattern.length();
    }
}
