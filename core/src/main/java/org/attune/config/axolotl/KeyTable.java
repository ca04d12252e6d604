// SPDX-License-Identifier: Apache-2.0
package org.attune.config.axolotl;

import java.util.List;

/** Keys of which the same is to be said. */
record KeyTable(String said, List<String> keys) {

    KeyTable {
        keys = List.copyOf(keys);
    }
}
