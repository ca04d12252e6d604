// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import tools.jackson.databind.JsonNode;

/** A merge of a BPE model, written {@code "a b"} in older files and {@code ["a", "b"]} in newer ones. */
final class Merge {

    private Merge() {}

    /** Its two sides; not two where the value is no merge. */
    static String[] of(JsonNode merge) {
        if (merge.isString()) {
            return merge.stringValue().split(" ", -1);
        }
        boolean pair =
                merge.size() == 2 && merge.path(0).isString() && merge.path(1).isString();
        return pair ? new String[] {merge.path(0).stringValue(), merge.path(1).stringValue()} : new String[0];
    }
}
