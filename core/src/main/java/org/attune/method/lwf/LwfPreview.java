// SPDX-License-Identifier: Apache-2.0
package org.attune.method.lwf;

import java.util.Map;
import java.util.Optional;
import org.attune.method.Methods;
import org.attune.method.RetainPreview;
import org.attune.method.Retained;
import org.attune.method.Setting;
import org.attune.model.Base;
import org.attune.model.HeadRequest;
import org.attune.problem.Problems;

/** What learning without forgetting finds in a base of which no weight is read yet. */
record LwfPreview(RetainPreview retain) implements Methods.Plan.Preview {

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

    @Override
    public Optional<String> once() {
        return Optional.of("the model as it came");
    }

    /** The old head's logits. */
    @Override
    public long kept(Setting setting) {
        try (Retained retained = retain.open(setting)) {
            HeadRequest head = retained.task().head();
            return setting.train().examples().stream()
                    .mapToLong(example -> head.kind() == HeadRequest.Kind.TOKENS ? example.length() : 1)
                    .map(places -> places * head.outputs() * Float.BYTES)
                    .sum();
        }
    }
}
