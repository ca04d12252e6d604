// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.util.Set;

/**
 * What checkpoints call the parts of a backbone.
 *
 * @param prefix what stands before its names in a checkpoint of a whole model, without the dot
 * @param children first parts of its names; a checkpoint of the backbone alone has them without the prefix
 * @param words the table of word vectors
 * @param embeddings what the names of everything before the blocks begin with
 * @param blocks what stands before a block's number
 */
public record Names(String prefix, Set<String> children, String words, String embeddings, String blocks) {

    /** As LLaMA's checkpoints have them, and those of most decoders since. */
    public static final Names DECODER = new Names(
            "model", Set.of("embed_tokens", "layers", "norm"), "embed_tokens.weight", "embed_tokens.", "layers.");

    /** With the prefix before each name. */
    public Names {
        words = prefix + "." + words;
        embeddings = prefix + "." + embeddings;
        blocks = prefix + "." + blocks;
    }

    /** Whether a parameter is of the backbone. */
    public boolean has(String parameter) {
        return parameter.startsWith(prefix + ".");
    }

    /** 0 for embeddings, i + 1 for block i, {@code count} + 1 for what comes after them. */
    public int depthOf(String parameter, int count) {
        if (parameter.startsWith(embeddings)) {
            return 0;
        } else if (parameter.startsWith(blocks)) {
            String rest = parameter.substring(blocks.length());
            return Integer.parseInt(rest.substring(0, rest.indexOf('.'))) + 1;
        }
        return count + 1;
    }
}
