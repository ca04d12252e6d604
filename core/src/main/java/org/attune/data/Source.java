// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.nio.file.Path;

/** A file to read, and how the user named it. */
record Source(Path path, String shown) {}
