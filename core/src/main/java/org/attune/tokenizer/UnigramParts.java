// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.util.Base64;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What transformers makes of every unigram SentencePiece model: the model's character map, and one mark for a run of spaces. */
final class UnigramParts {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private UnigramParts() {}

    static ObjectNode normalizer(byte[] charsmap) {
        ObjectNode sequence = NODES.objectNode().put("type", "Sequence");
        ArrayNode steps = sequence.putArray("normalizers");
        if (charsmap.length > 0) {
            steps.addObject()
                    .put("type", "Precompiled")
                    .put("precompiled_charsmap", Base64.getEncoder().encodeToString(charsmap));
        }
        steps.addObject().put("type", "Strip").put("strip_left", false).put("strip_right", true);
        ObjectNode spaces = steps.addObject().put("type", "Replace");
        spaces.putObject("pattern").put("Regex", " {2,}");
        spaces.put("content", "▁");
        return sequence;
    }

    static ObjectNode metaspace() {
        return NODES.objectNode()
                .put("type", "Metaspace")
                .put("replacement", "▁")
                .put("prepend_scheme", "always")
                .put("split", true);
    }
}
