// SPDX-License-Identifier: Apache-2.0
package org.attune.method.lora;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.attune.config.ModelConfig;
import org.attune.method.Methods;
import org.attune.method.Setting;
import org.attune.model.Adapter;
import org.attune.model.Base;
import org.attune.model.HeadRequest;
import org.attune.model.Wanted;
import org.attune.problem.Problems;
import org.attune.tensor.Parameter;
import org.attune.tensor.Storage;

/** What LoRA finds in a base of which no weight is read yet. */
record LoraPreview(String method, LoraConfig config, Storage storage) implements Methods.Plan.Preview {

    private static final String WEIGHT = ".weight";

    @Override
    public long learnt(Base base, HeadRequest head) {
        Base.Plan plan = base.plan(head);
        LoraTargets targets = targets(base, head);
        return parts(plan, targets)
                + plan.parameters().stream()
                        .filter(wanted -> LoraTargets.isWithin(wanted.name(), targets.whole()))
                        .mapToLong(Wanted::size)
                        .sum();
    }

    @Override
    public void check(Setting setting, Problems problems) {
        if (setting.config().model().layers().isPresent()) {
            problems.add(
                    "lora.layers",
                    "model.layers",
                    "with method: " + method,
                    "an adapter is saved without its base, so the base is in files, with these layers",
                    "tune the smaller model by `method: full` first, for a step at least, and name its directory");
        }
    }

    @Override
    public long added(Base base, HeadRequest head) {
        Base.Plan plan = base.plan(head);
        return parts(plan, targets(base, head));
    }

    private LoraTargets targets(Base base, HeadRequest head) {
        Base.Plan plan = base.plan(head);
        Problems problems = new Problems();
        if (head.init() == ModelConfig.Init.RANDOM) {
            problems.add(
                    "lora.random",
                    "method: " + method,
                    "the model is not pre-trained (model.init: random)",
                    "an adapter is saved without its base, so the base is in files",
                    "use `init: pretrained`, or `method: full`");
        }
        LoraTargets targets = LoraTargets.of(
                config,
                new LoraTargets.Network(
                        named(plan),
                        plan::isHead,
                        plan.blueprint().names(),
                        base.newWords().numbers()),
                problems);
        if (storage.isQuantised()) {
            plan.parameters().stream()
                    .filter(wanted -> isNarrowed(plan, wanted))
                    .filter(wanted -> LoraTargets.isWithin(wanted.name(), targets.whole()))
                    .findFirst()
                    .ifPresent(wanted -> problems.add(
                            "lora.quantised",
                            "method.modules_to_save",
                            wanted.name() + " is to learn whole",
                            "of a quantised base only norms and low-rank parts learn, and the head",
                            "leave it out of modules_to_save, or use `method: lora`"));
        }
        problems.throwIfAny();
        return targets;
    }

    private static boolean isNarrowed(Base.Plan plan, Wanted wanted) {
        return wanted.kind() != Parameter.Kind.VECTOR
                && plan.blueprint().names().has(wanted.name())
                && !plan.isHead(wanted.name());
    }

    private long parts(Base.Plan plan, LoraTargets targets) {
        Adapter adapter = config.adapter(targets);
        Map<String, Wanted> weights = plan.parameters().stream()
                .filter(wanted -> wanted.name().endsWith(WEIGHT))
                .collect(Collectors.toMap(wanted -> module(wanted.name()), wanted -> wanted));
        return adapter.parts().stream()
                        .mapToLong(part -> adapter.size(part, Objects.requireNonNull(weights.get(part.layer()))))
                        .sum()
                + adapter.rows().stream()
                        .mapToLong(rows -> adapter.size(rows, Objects.requireNonNull(weights.get(rows.module()))))
                        .sum();
    }

    private static String module(String parameter) {
        return parameter.substring(0, parameter.length() - WEIGHT.length());
    }

    private static List<LoraTargets.Named> named(Base.Plan plan) {
        return plan.parameters().stream()
                .map(wanted -> LoraTuning.named(
                        wanted.name(), wanted.kind(), wanted.shape().get(0), wanted.size()))
                .toList();
    }
}
