// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attune.problem.Problems;

/**
 * One fine-tuning run, complete and checked. {@link Recipe} gives it together with the source of each value.
 *
 * @param task one of {@link #TASKS}
 * @param require success criteria by metric ({@code test.accuracy}); each a comparison, which evaluation reads
 * @param device {@code auto}, {@code cpu}, {@code cuda} or {@code cuda:N}
 */
public record RunConfig(
        ModelConfig model,
        String task,
        DataConfig data,
        MethodConfig method,
        TrainingConfig training,
        EvaluateConfig evaluate,
        CheckpointConfig checkpoint,
        Map<String, String> require,
        ExportConfig export,
        String device,
        long seed,
        Path output) {

    public static final List<String> TASKS = List.of(
            "text-classification",
            "text-regression",
            "text-similarity",
            "token-classification",
            "causal-lm",
            "masked-lm",
            "image-classification");

    public RunConfig {
        require = Collections.unmodifiableMap(new LinkedHashMap<>(require));
        Rules rules = Rules.of("")
                .that(TASKS.contains(task), "task", "one of " + String.join(", ", TASKS), task)
                .that(device.matches("auto|cpu|cuda(:[0-9]{1,3})?"), "device", "auto, cpu, cuda or cuda:N", device)
                .that(!output.toString().isBlank(), "output", "a folder", output);
        require.forEach((metric, rule) -> rules.that(
                !metric.isBlank() && rule.strip().matches("(>=|<=|==|>|<).+"),
                "require",
                "a comparison for each metric",
                metric + ": " + rule,
                "write, for example, " + metric + ": \">= 0.92\" or \">= base - 0.01\""));
        rules.check();
    }

    /** @throws org.attune.problem.InputException with every problem of the file and the overrides */
    public static RunConfig read(Path recipe, List<String> overrides) {
        return Recipe.read(recipe, overrides).config();
    }

    /** The same with another model. */
    public RunConfig with(ModelConfig other) {
        return new RunConfig(
                other, task, data, method, training, evaluate, checkpoint, require, export, device, seed, output);
    }

    public static RunConfig fromYaml(String text) {
        return Recipe.fromYaml(text).config();
    }

    public static RunConfig of(Node tree) {
        return Recipe.of(tree).config();
    }

    /** Reads everything and throws everything that is wrong. */
    static RunConfig bind(MapNode tree, String name, ResolvedRecipe resolved) {
        Problems problems = new Problems();
        Section top = new Section(List.of(), tree, new Binding(problems, resolved), List.of());
        ModelConfig model = ModelConfig.bind(top.section("model", "base"));
        String task = top.value("task", Kinds.choice(TASKS), TASKS.get(0));
        DataConfig data = DataConfig.bind(top.section("data"));
        MethodConfig method = MethodConfig.bind(top.section("method", "name"));
        TrainingConfig training = TrainingConfig.bind(top.section("training"));
        EvaluateConfig evaluate = EvaluateConfig.bind(top.section("evaluate"));
        CheckpointConfig checkpoint = CheckpointConfig.bind(top.section("checkpoint"));
        Map<String, String> require = top.value("require", Kinds.TEXT_MAP, Map.of());
        ExportConfig export = ExportConfig.bind(top.section("export"));
        String device = top.text("device", "auto");
        long seed = top.value("seed", Kinds.LONG, 13L);
        String output = top.text("output", "runs/" + name);
        top.value("stages", Kinds.MAPS, List.of());
        top.aside("search"); // what is searched does not change what this recipe computes
        top.finish();
        Optional<RunConfig> config = top.attempt(() -> new RunConfig(
                model,
                task,
                data,
                method,
                training,
                evaluate,
                checkpoint,
                require,
                export,
                device,
                seed,
                Paths.path("output", output)));
        problems.throwIfAny();
        return config.orElseThrow();
    }
}
