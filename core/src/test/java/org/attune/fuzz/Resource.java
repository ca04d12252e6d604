// SPDX-License-Identifier: Apache-2.0
package org.attune.fuzz;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;

/** A sound file among the resources of these tests. */
public final class Resource {

    private Resource() {}

    /** @param path from the root of the class path, beginning with a slash */
    public static byte[] bytes(String path) {
        try (InputStream in = Objects.requireNonNull(Resource.class.getResourceAsStream(path), path)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
