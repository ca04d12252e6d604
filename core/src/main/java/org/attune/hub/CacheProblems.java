// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Path;
import java.util.Locale;
import org.attune.problem.Problem;
import org.attune.problem.WorkException;

/** What a file system can do to the cache. */
final class CacheProblems {

    private CacheProblems() {}

    static WorkException failure(Path where, IOException cause) {
        return new WorkException(of(where, cause), cause);
    }

    static Problem of(Path where, IOException cause) {
        String message = String.valueOf(cause.getMessage());
        String lower = message.toLowerCase(Locale.ROOT);
        if (lower.contains("no space left") || lower.contains("not enough space") || lower.contains("quota")) {
            return new Problem(
                    "hub.disk-full",
                    where.toString(),
                    "the disk is full",
                    "the cache's disk holds the model",
                    "make room, or set HF_HOME to a folder on a larger disk; what has arrived is kept");
        }
        String kind = cause instanceof AccessDeniedException ? "access denied: " : "";
        return new Problem(
                "hub.cache",
                where.toString(),
                "the cache cannot be used: " + kind + message,
                "a folder that can be read and written",
                "mend its permissions, or set HF_HUB_CACHE to another folder");
    }
}
