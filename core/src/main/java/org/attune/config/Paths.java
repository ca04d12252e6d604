// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Rules of paths in recipes. Globs are legal, so only emptiness and impossible characters are checked. */
final class Paths {

    private Paths() {}

    static void check(String key, List<String> files) {
        Rules rules = Rules.of("data").that(!files.isEmpty(), key, "at least one file", "[]");
        for (String file : files) {
            rules.that(!file.isBlank() && file.indexOf('\0') < 0, key, "a file, a glob, or a list of these", file);
        }
        rules.check();
    }

    /** A file, a glob, or a list of these, at least one. */
    static Kind<List<String>> files(String key) {
        return Kinds.of(
                "a file, a glob, or a list of these",
                node -> {
                    Optional<List<String>> files = Kinds.TEXTS.read(node);
                    files.ifPresent(present -> check(key, present));
                    return files;
                },
                files -> files);
    }

    static Path path(String key, String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            Rules.of("").that(false, key, "a path of this machine", text).check();
            throw e;
        }
    }
}
