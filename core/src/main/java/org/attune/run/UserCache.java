// SPDX-License-Identifier: Apache-2.0
package org.attune.run;

import java.io.IOException;
import java.nio.file.Path;
import org.attune.problem.Problem;
import org.attune.problem.WorkException;

/**
 * Where Attune keeps what can be made again: {@code attune} in the user's cache ({@code XDG_CACHE_HOME}, or {@code ~/.cache}), or the folder that
 * the property {@code attune.cache} names.
 */
public final class UserCache {

    public static final String PROPERTY = "attune.cache";

    private UserCache() {}

    /** It need not exist. */
    public static Path folder() {
        String named = System.getProperty(PROPERTY, "");
        if (!named.isBlank()) {
            return Path.of(named);
        }
        String cache = System.getenv("XDG_CACHE_HOME");
        Path folder = cache == null || cache.isBlank()
                ? Path.of(System.getProperty("user.home", ".")).resolve(".cache")
                : Path.of(cache);
        return folder.resolve("attune");
    }

    /** A write that failed there, as users see it. */
    public static WorkException failed(Path folder, IOException e) {
        return new WorkException(
                new Problem(
                        "data.cache",
                        folder.toString(),
                        "data cannot be kept there: " + e.getMessage(),
                        "data that do not fit the Java heap lie in files in the user's cache",
                        "make room there, or name another folder: ATTUNE_JAVA_OPTS=-Dattune.cache=FOLDER"),
                e);
    }
}
