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

    /** With the prefix, where there is one, before each name. */
    public Names {
        String before = prefix.isEmpty() ? "" : prefix + ".";
        words = before + words;
        embeddings = before + embeddings;
        blocks = before + blocks;
    }

    /** Of a network of images: it has no words, and a depth by its own rule. */
    public static Names ofImages(String prefix, Set<String> children) {
        return new Names(prefix, children, "", "", "");
    }

    /** Whether a parameter is of the backbone. */
    public boolean has(String parameter) {
        return prefix.isEmpty() ? children.contains(firstPart(parameter)) : parameter.startsWith(prefix + ".");
    }

    /** What stands before the first dot of a name. */
    static String firstPart(String name) {
        int dot = name.indexOf('.');
        return dot < 0 ? name : name.substring(0, dot);
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
