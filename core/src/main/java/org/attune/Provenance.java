// SPDX-License-Identifier: Apache-2.0
package org.attune;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.model.ImageBlueprint;
import org.attune.model.Model;
import org.attune.model.Unused;
import org.attune.run.Manifest;
import org.attune.tensor.Engine;
import org.attune.tensor.Processor;

/** Where a run's numbers come from: what they were computed from, with and on. */
final class Provenance {

    private Provenance() {}

    static Manifest of(RunPlan plan, Model model) {
        return Manifest.empty()
                .with("data", data(plan))
                .with("model", model(plan, model))
                .with("versions", versions())
                .with("machine", machine(plan))
                .with("seeds", Map.of("seed", plan.config().seed()))
                .with("choices", choices(plan));
    }

    private static Map<String, Object> data(RunPlan plan) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("sha256", plan.data().hashes());
        Map<String, Object> rows = new LinkedHashMap<>();
        plan.splits().forEach((split, encoded) -> rows.put(split, encoded.rows().size()));
        data.put("rows", rows);
        Map<String, Object> truncated = new LinkedHashMap<>();
        plan.splits().forEach((split, encoded) -> truncated.put(split, encoded.truncated()));
        data.put("truncated", truncated);
        List<Map<String, Object>> lineage = DataLineage.of(plan.data().hashes());
        if (!lineage.isEmpty()) {
            data.put("lineage", lineage);
        }
        Map<String, Object> retained = new LinkedHashMap<>();
        plan.retained().forEach((name, task) -> retained.put(name, task.hashes()));
        if (!retained.isEmpty()) {
            data.put("retained", retained);
        }
        return data;
    }

    private static Map<String, Object> model(RunPlan plan, Model model) {
        Map<String, Object> base = new LinkedHashMap<>();
        base.put("base", plan.config().model().base());
        base.put("sha256", plan.base().sha256());
        base.put("parameters", model.parameters().size());
        base.put("learnt", plan.learnt());
        base.put("fresh", model.fresh());
        base.put("unused", model.unused().stream().map(Unused::name).toList());
        return base;
    }

    private static Map<String, Object> versions() {
        Map<String, Object> versions = new LinkedHashMap<>();
        versions.put("attune", version());
        versions.put("libtorch", Engine.version());
        versions.put("java", System.getProperty("java.runtime.version"));
        return versions;
    }

    /** Of this program. */
    static String version() {
        String own = Provenance.class.getPackage().getImplementationVersion();
        return own == null ? "development" : own;
    }

    private static Map<String, Object> machine(RunPlan plan) {
        Map<String, Object> machine = new LinkedHashMap<>();
        machine.put("os", System.getProperty("os.name") + " " + System.getProperty("os.version"));
        machine.put("architecture", System.getProperty("os.arch"));
        machine.put("cpu", Processor.current().name());
        machine.put("cpu_features", Processor.current().features().stream().toList());
        machine.put("threads", Engine.threads());
        machine.put("processes", plan.config().training().processes());
        MachinePeak.known()
                .map(peak -> plan.base().config().blueprint() instanceof ImageBlueprint
                        ? peak.convolution()
                        : peak.products(plan.placement().precision()))
                .filter(peak -> peak > 0)
                .ifPresent(peak -> machine.put("peak_flops", peak));
        return machine;
    }

    private static Map<String, Object> choices(RunPlan plan) {
        Map<String, Object> choices = new LinkedHashMap<>();
        choices.put("placement", plan.placement().toString());
        choices.put("micro_batch_size", plan.microRows(plan.longest()));
        choices.put("learning_rate", plan.learningRate());
        choices.put("max_length", plan.maxLength());
        return choices;
    }
}
