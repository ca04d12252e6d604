// SPDX-License-Identifier: Apache-2.0
package org.attune.method.l2sp;

import org.attune.config.ModelConfig.Init;
import org.attune.method.Methods;
import org.attune.method.Setting;
import org.attune.model.Base;
import org.attune.model.HeadRequest;
import org.attune.model.Wanted;
import org.attune.problem.InputException;

/** What L2-SP finds in a base of which no weight is read yet. */
record L2SpPreview() implements Methods.Plan.Preview {

    @Override
    public long learnt(Base base, HeadRequest head) {
        if (head.init() == Init.RANDOM) {
            throw new InputException(
                    "l2-sp.random",
                    "method: l2-sp",
                    "the model is not pre-trained (model.init: random)",
                    "weights are held to where they start, which knows something",
                    "use `init: pretrained`, or `method: full`");
        }
        return base.plan(head).size();
    }

    /** A copy of what was pre-trained, in the masters' type. */
    @Override
    public long kept(Setting setting) {
        Base.Plan plan = setting.base().plan(setting.task().head());
        return Float.BYTES
                * plan.parameters().stream()
                        .filter(wanted -> !plan.isHead(wanted.name()))
                        .mapToLong(Wanted::size)
                        .sum();
    }
}
