// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.List;

/** Every trial runs to its end. */
public record NoPruner() implements Pruner {

    @Override
    public Verdict judge(Trial trial, List<Trial> others, boolean maximise) {
        return Verdict.GO_ON;
    }

    @Override
    public boolean isNone() {
        return true;
    }
}
