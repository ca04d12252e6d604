// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

/**
 * How much of data stays in the Java heap: the first 64 MiB of a table's rows, and a split's examples where all of them take no more. What is
 * beyond lies in files. It decides where things lie, never what comes of them.
 */
public final class HeapShare {

    public static final String PROPERTY = "attune.data.heap";

    private static final long USUAL = 64L << 20;

    private HeapShare() {}

    /** Bytes; the property {@code attune.data.heap} sets another number. */
    public static long bytes() {
        return Long.getLong(PROPERTY, USUAL);
    }
}
