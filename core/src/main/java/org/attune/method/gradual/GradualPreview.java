// SPDX-License-Identifier: Apache-2.0
package org.attune.method.gradual;

import org.attune.method.Methods;
import org.attune.method.Progress;
import org.attune.method.Setting;
import org.attune.model.Base;
import org.attune.model.HeadRequest;
import org.attune.problem.InputException;
import org.attune.problem.Problems;

/** What gradual unfreezing finds in a base of which no weight is read yet, and in the length of a run. */
record GradualPreview(Unfreezing unfreezing) implements Methods.Plan.Preview {

    @Override
    public long learnt(Base base, HeadRequest head) {
        int blocks = base.config().sizes().blocks();
        int groups = unfreezing.groups().orElse(1);
        if (groups > blocks + 1) {
            throw new InputException(
                    "gradual.groups",
                    "method.groups",
                    groups + " of a model with " + blocks + " blocks",
                    "a group for each block and one for what comes before them, at most",
                    "leave it out, or set it to " + (blocks + 1) + " or less");
        }
        return base.plan(head).size();
    }

    @Override
    public void check(Setting setting, Problems problems) {
        Progress end = setting.end();
        int groups = unfreezing.groups().orElse(1);
        long joining = unfreezing.joining(end);
        if (joining < groups) {
            problems.add(
                    "gradual.short",
                    "method.every",
                    unfreezing.every().written() + ", in a run of " + end.steps() + " steps, " + end.perEpoch()
                            + " an epoch: " + joining + " of " + groups + " groups would join the head",
                    "every group learns before the run ends",
                    "let groups join more often (`every: 0.2` is a fifth of the run), train longer, or lower groups");
        }
    }
}
