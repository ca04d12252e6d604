// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.ArrayList;
import java.util.List;

/** A study in memory. */
final class ListStudy implements Study {

    private final List<Trial> trials = new ArrayList<>();

    @Override
    public List<Trial> trials() {
        return List.copyOf(trials);
    }

    @Override
    public void put(Trial trial) {
        if (trial.number() == trials.size()) {
            trials.add(trial);
        } else {
            trials.set(trial.number(), trial);
        }
    }
}
