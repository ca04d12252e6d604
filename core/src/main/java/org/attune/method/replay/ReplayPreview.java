// SPDX-License-Identifier: Apache-2.0
package org.attune.method.replay;

import java.util.Map;
import org.attune.config.Sampling;
import org.attune.method.Methods;
import org.attune.method.RetainPreview;
import org.attune.method.Setting;
import org.attune.model.Base;
import org.attune.model.HeadRequest;
import org.attune.problem.Problems;

/** What replay finds in a base of which no weight is read yet. */
record ReplayPreview(RetainPreview retain) implements Methods.Plan.Preview {

    @Override
    public long learnt(Base base, HeadRequest head) {
        return retain.learnt(base, head);
    }

    @Override
    public void check(Setting setting, Problems problems) {
        retain.check(setting, problems);
        if (!(setting.config().training().sampling() instanceof Sampling.None)) {
            problems.add(
                    "replay.sampling",
                    "training.sampling",
                    "with method: replay, whose old rows have other classes",
                    "an epoch has each new row once, and as many old ones as method.share says",
                    "leave it out, or weigh classes by training.class_weights");
        }
    }

    @Override
    public Map<String, String> hashes(Setting setting) {
        return retain.hashes(setting);
    }
}
