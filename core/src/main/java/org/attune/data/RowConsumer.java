// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

/** Sees rows one after another, in the order of the files and their lines. */
public interface RowConsumer {

    /**
     * Called once, before the first row.
     *
     * @param head the first rows of all files, to guess columns by; its hashes are not known yet
     */
    void begin(Table head);

    void row(Row row);
}
