// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import org.jspecify.annotations.Nullable;

/** Where the readers of files put rows. */
interface RowSink {

    void add(String file, long line, Names names, @Nullable Object[] values);

    /** Rows so far. */
    long size();

    /** Takes back the rows that were added after this call; null where rows are gone once they are added. */
    default @Nullable Runnable undo() {
        return null;
    }
}
