// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.List;

/** What is kept of a search: whatever happens to the process, all that was put is there afterwards. */
public interface Study {

    /** In the order of their numbers. */
    List<Trial> trials();

    /** A new trial, or what became of one. */
    void put(Trial trial);
}
