// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.util.LinkedHashMap;
import java.util.Map;
import org.attune.RunPlan;
import org.attune.launch.Forecast;
import org.attune.run.Identity;

/**
 * What is known of a cell before it runs.
 *
 * @param done whether its run is there and finished
 */
public record CellPlan(Cell cell, Identity identity, boolean done, Forecast forecast) {

    /** @param plan of a cell that differs in its seed at most */
    static CellPlan of(Cell cell, RunPlan plan) {
        Map<String, String> pairs = new LinkedHashMap<>(plan.identity().recipe());
        pairs.put("seed", String.valueOf(cell.seed()));
        Identity same = plan.identity();
        Identity identity = new Identity(pairs, same.data(), same.model(), same.derived());
        return new CellPlan(cell, identity, false, Forecast.of(plan));
    }

    CellPlan done(boolean finished) {
        return new CellPlan(cell, identity, finished, forecast);
    }
}
