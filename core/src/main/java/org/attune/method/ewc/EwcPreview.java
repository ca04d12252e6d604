// SPDX-License-Identifier: Apache-2.0
package org.attune.method.ewc;

import java.util.Map;
import org.attune.method.Methods;
import org.attune.method.RetainPreview;
import org.attune.method.Setting;
import org.attune.model.Base;
import org.attune.model.HeadRequest;
import org.attune.model.Wanted;
import org.attune.problem.Problems;

/** What elastic weight consolidation finds in a base of which no weight is read yet. */
record EwcPreview(Consolidation options, RetainPreview retain) implements Methods.Plan.Preview {

    @Override
    public long learnt(Base base, HeadRequest head) {
        return retain.learnt(base, head);
    }

    @Override
    public void check(Setting setting, Problems problems) {
        retain.check(setting, problems);
    }

    @Override
    public Map<String, String> hashes(Setting setting) {
        return retain.hashes(setting);
    }

    /** Copies of what was pre-trained, and how much each value counts, in the masters' type. */
    @Override
    public long kept(Setting setting) {
        Base.Plan plan = setting.base().plan(setting.task().head());
        return 2L
                * Float.BYTES
                * plan.parameters().stream()
                        .filter(wanted -> !plan.isHead(wanted.name()))
                        .mapToLong(Wanted::size)
                        .sum();
    }
}
