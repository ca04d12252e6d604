// SPDX-License-Identifier: Apache-2.0
package org.attune.method;

import java.util.Map;
import org.attune.config.ModelConfig.Init;
import org.attune.config.RetainConfig;
import org.attune.model.Base;
import org.attune.model.HeadRequest;
import org.attune.problem.InputException;
import org.attune.problem.Problems;

/**
 * What methods that keep a task of before find in a base of which no weight is read yet.
 *
 * @param rule what else has to hold of the task
 */
public record RetainPreview(RetainConfig asked, Rule rule) implements Methods.Plan.Preview {

    /** The key of the recipe. */
    public static final String KEY = "method.retain";

    /** What a method asks of the task of before beside what all do. */
    public interface Rule {
        /** Adds what does not hold. */
        void check(Retained retained, Setting setting, Problems problems);
    }

    @Override
    public long learnt(Base base, HeadRequest head) {
        if (head.init() == Init.RANDOM) {
            throw new InputException(
                    "retain.random",
                    KEY,
                    "the model is not pre-trained (model.init: random)",
                    "what is kept was known before",
                    "use `init: pretrained`, or `method: full`");
        }
        return base.plan(head).size();
    }

    @Override
    public void check(Setting setting, Problems problems) {
        if (setting.config().model().init() == Init.RANDOM) {
            return; // said above
        }
        Retained opened = problems.collect(() -> Retained.open(KEY, asked, setting.config()));
        if (opened != null) {
            try (Retained retained = opened) {
                Problems own = new Problems();
                problems.collect(() -> {
                    retained.check(setting.base(), setting.task(), own);
                    own.throwIfAny();
                    rule.check(retained, setting, own);
                    own.throwIfAny();
                    return retained;
                });
            }
        }
    }

    @Override
    public Map<String, String> hashes(Setting setting) {
        try (Retained retained = Retained.open(KEY, asked, setting.config())) {
            return retained.hashes();
        }
    }

    /** Opens it once more, when the model is built. */
    @SuppressWarnings("MustBeClosedChecker") // by who asks
    public Retained open(Setting setting) {
        return Retained.open(KEY, asked, setting.config());
    }
}
