// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.List;

/**
 * What is known of rows that were made into examples.
 *
 * @param truncated rows of which something was cut off
 * @param notes what else should be known about them
 */
public record EncodingNotes(long truncated, List<String> notes) {

    public EncodingNotes {
        notes = List.copyOf(notes);
    }

    public static EncodingNotes cut(long truncated) {
        return new EncodingNotes(truncated, List.of());
    }
}
