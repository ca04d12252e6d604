// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

/** How far from the input a parameter is, by its name. */
public final class Depth {

    private Depth() {}

    /**
     * 0 below {@code embeddings}, i + 1 for block i of {@code blocks}, one more than all of them for the rest.
     *
     * @param blocks what stands before a block's number
     */
    public static int of(String parameter, String embeddings, String blocks, int count) {
        if (parameter.startsWith(embeddings)) {
            return 0;
        } else if (parameter.startsWith(blocks)) {
            String rest = parameter.substring(blocks.length());
            return Integer.parseInt(rest.substring(0, rest.indexOf('.'))) + 1;
        }
        return count + 1;
    }
}
