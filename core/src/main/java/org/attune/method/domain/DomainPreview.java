// SPDX-License-Identifier: Apache-2.0
package org.attune.method.domain;

import java.util.Map;
import org.attune.method.Methods;
import org.attune.method.Setting;
import org.attune.model.Base;
import org.attune.model.HeadRequest;
import org.attune.problem.Problems;

/** What adaptation to another domain finds in a base of which no weight is read yet. */
record DomainPreview(Adaptation options, boolean adversary) implements Methods.Plan.Preview {

    @Override
    public long learnt(Base base, HeadRequest head) {
        return base.plan(head).size() + added(base, head);
    }

    @Override
    public long added(Base base, HeadRequest head) {
        return adversary ? Adversary.size(base.config().sizes().width(), options.hidden()) : 0;
    }

    @Override
    public void check(Setting setting, Problems problems) {
        HeadRequest.Kind kind = setting.task().head().kind();
        if (kind != HeadRequest.Kind.SEQUENCE && kind != HeadRequest.Kind.IMAGE) {
            problems.add(
                    "domain.task",
                    "method: " + setting.config().method().name(),
                    "with the task " + setting.task().name(),
                    "domains are compared by one state for each row: classification and regression of texts and images have such",
                    "use another method");
            return;
        }
        TargetRows rows = problems.collect(() -> TargetRows.of(options.target(), setting));
        if (rows != null && rows.examples().isEmpty()) {
            problems.add(
                    "target.empty",
                    "method.target",
                    "no rows",
                    "there are rows of the other domain",
                    "name files with rows");
        }
    }

    @Override
    public Map<String, String> hashes(Setting setting) {
        return TargetRows.hashes(options.target(), setting);
    }

    @Override
    public boolean couplesRows() {
        return true;
    }
}
