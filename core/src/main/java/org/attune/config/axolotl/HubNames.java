// SPDX-License-Identifier: Apache-2.0
package org.attune.config.axolotl;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** One name may mean a folder or something on the hub; as in Axolotl, what exists here is meant first. */
final class HubNames {

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*(/[A-Za-z0-9_][A-Za-z0-9_.-]*)?");

    private HubNames() {}

    static boolean isOnHub(String name) {
        return NAME.matcher(name).matches() && !exists(name);
    }

    static boolean exists(String name) {
        try {
            return Files.exists(Path.of(name));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    static boolean isFolder(String name) {
        return exists(name) && Files.isDirectory(Path.of(name));
    }
}
