// SPDX-License-Identifier: Apache-2.0
package org.attune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.attune.config.ModelConfig;
import org.attune.data.Dataset;
import org.attune.eval.Bootstrap;
import org.attune.eval.Evaluation;
import org.attune.method.ParameterGroups;
import org.attune.method.Supervised;
import org.attune.model.Adapter;
import org.attune.model.Base;
import org.attune.model.Model;
import org.attune.model.ModelImport;
import org.attune.problem.InputException;
import org.attune.task.Encoded;
import org.attune.tensor.Grad;
import org.attune.tensor.Memory;
import org.attune.tensor.Parameter;
import org.attune.tensor.Placement;
import org.attune.tensor.Precision;
import org.attune.tensor.QuantisedWeight;
import org.attune.tensor.ReadingMemory;
import org.attune.tensor.Scope;
import org.attune.tensor.Storage;
import org.attune.tensor.Tensors;
import org.attune.weights.Checkpoint;
import org.attune.weights.Safetensors;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch.ScalarType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What QLoRA keeps in four bits, what it leaves behind, and what it refuses. The laws are in {@link LawsTest}. */
@Tag("engine")
class QloraTest {

    private static final Subject SUBJECT = new Subject("llama", "qlora", "causal-lm");

    @TempDir
    Path folder;

    /** The contract's law 4 holds on the base that the adapter was learnt on; its own weights answer a little differently. */
    @Test
    void law_4_on_a_quantised_base_the_saved_adapter_answers_as_the_run_did() throws IOException {
        RunResult run = FineTune.run(SUBJECT.recipe(folder, "run"));
        double learnt = Objects.requireNonNull(run.evaluation())
                .metric("test", "loss")
                .orElseThrow()
                .value();

        assertThat(loss(run, Storage.NF4_DOUBLE)).isCloseTo(learnt, within(1e-6));
        assertThat(loss(run, Storage.VALUES)).isCloseTo(learnt, within(0.3)).isNotEqualTo(learnt);
    }

    private double loss(RunResult run, Storage storage) throws IOException {
        try (Scope scope = Scope.open();
                RunPlan plan = RunPlan.look(SUBJECT.recipe(folder, "run"));
                Base base = ModelImport.open(ModelConfig.of(run.directory().toString()))) {
            Placement placement = Placement.cpu(Precision.FP32).storing(storage);
            Model model = base.build(plan.task().head(), placement, 1);
            Encoded test = plan.split(Dataset.TEST);
            float[][] outputs =
                    Evaluation.outputs(new Supervised(model, plan.task(), List.of()).predictor(), test.examples());
            return Evaluation.measure(plan.task().scores(test, outputs), List.of(), new Bootstrap(0, 13))
                    .value("loss")
                    .orElseThrow();
        }
    }

    @Test
    void an_adapter_is_merged_into_the_own_weights_of_its_base() throws IOException {
        Path run = FineTune.run(SUBJECT.recipe(folder, "run")).directory();
        assertThat(Merge.write(run.toString(), folder.resolve("merged")).difference())
                .isLessThan(Merge.TOLERANCE);

        String layer = "model.layers.0.mlp.up_proj";
        try (Scope scope = Scope.open();
                Checkpoint base = Safetensors.open(folder.resolve("llama-pretrained/model.safetensors"));
                Checkpoint merged = Safetensors.open(folder.resolve("merged/model.safetensors"));
                Checkpoint adapter = Safetensors.open(run.resolve("model/adapter_model.safetensors"))) {
            Tensor b = adapter.load("base_model.model." + layer + ".lora_B.weight");
            Tensor a = adapter.load("base_model.model." + layer + ".lora_A.weight");
            Tensor expected = base.load(layer + ".weight").add(b.mm(a).mul(Tensors.scalar(16.0 / 4)));
            assertThat(Tensors.floats(merged.load(layer + ".weight")))
                    .containsExactly(Tensors.floats(expected), within(1e-6f));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"llama", "gpt2"})
    void linear_weights_of_the_backbone_have_four_bits_tables_are_narrow_and_the_rest_is_wide(String architecture)
            throws IOException {
        Subject subject = new Subject(architecture, "qlora", "text-classification");
        try (Scope scope = Scope.open();
                RunPlan plan = RunPlan.look(subject.recipe(folder, "forms"))) {
            Placement placement = Placement.cpu(Precision.BF16).storing(Storage.NF4_DOUBLE);
            Model model = plan.base().build(plan.task().head(), placement, 5);
            plan.method().build().create(model, new ParameterGroups(1), plan.setting());
            for (Parameter parameter : model.parameters().all()) {
                String name = parameter.name();
                boolean backbone = model.blueprint().names().has(name) && !Adapter.isPart(name);
                boolean weight = parameter.kind() == Parameter.Kind.WEIGHT;
                boolean table = parameter.kind() == Parameter.Kind.TABLE;
                assertThat(parameter.isQuantised()).as(name).isEqualTo(backbone && weight);
                if (parameter.isQuantised()) {
                    assertRead(parameter, plan.base().weights().load(name), model);
                } else {
                    assertThat(Tensors.type(parameter.master()))
                            .as(name)
                            .isEqualTo(table ? ScalarType.BFloat16 : ScalarType.Float);
                }
            }
        }
    }

    /** A weight that is stored as [in, out] is quantised as the layer that it stands for. */
    private static void assertRead(Parameter parameter, Tensor stored, Model model) {
        boolean transposed = model.isTransposed(parameter.name().replace(".weight", ""));
        Tensor read = QuantisedWeight.of(transposed ? stored.t() : stored, Storage.NF4_DOUBLE)
                .values(ScalarType.BFloat16);
        assertThat(parameter.leaf().equal(transposed ? read.t() : read)).isTrue();
        assertThat(Tensors.shape(parameter.master())).isEqualTo(Tensors.shape(stored));
        assertThatThrownBy(() -> parameter.setLearns(true)).hasMessageContaining("cannot learn");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rank: 17 | at most the rank of its layer",
                "quant: fp4 | nf4",
                "double_qant: true | did you mean \"double_quant\"?",
                "modules_to_save: [embed_tokens] | of a quantised base only norms and low-rank parts learn",
                "modules_to_save: [up_proj], target_modules: [q_proj] | model.layers.0.mlp.up_proj.weight is to learn whole"
            })
    void options_that_do_not_fit_are_found_before_weights_are_read(String option, String said) {
        assertThatThrownBy(
                        () -> RunPlan.look(SUBJECT.recipe(folder, "options", "method={name: qlora, " + option + "}")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(said);
    }

    @Test
    void random_weights_and_other_devices_are_refused() {
        assertThatThrownBy(() -> RunPlan.look(SUBJECT.recipe(folder, "random", "model.init=random")))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("method: qlora");
        assertThatThrownBy(() ->
                        new Placement(Placement.Kind.CUDA, 0, Precision.BF16, Storage.VALUES).storing(Storage.NF4))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("device: cuda:0");
    }

    @Test
    void four_bits_and_a_block_at_a_time_need_less_memory_by_the_estimate() throws IOException {
        try (RunPlan qlora = RunPlan.look(SUBJECT.recipe(folder, "qlora"));
                RunPlan lora =
                        RunPlan.look(SUBJECT.recipe(folder, "lora", "method={name: lora, rank: 4, dropout: 0.1}"))) {
            assertThat(qlora.learnt()).isEqualTo(lora.learnt());
            assertThat(Estimate.of(qlora).memory()).isLessThan(Estimate.of(lora).memory());
        }
    }

    @Test
    void reading_weights_over_and_over_takes_no_memory() {
        try (Scope run = Scope.open()) {
            float[] values = new float[1 << 20];
            for (int i = 0; i < values.length; i++) {
                values[i] = i % 97 - 48;
            }
            Parameter weight = Parameter.quantised(
                    "w",
                    QuantisedWeight.of(Tensors.of(values, 1024, 1024), Storage.NF4_DOUBLE),
                    ScalarType.BFloat16,
                    false,
                    new ReadingMemory());
            long before = 0;
            for (int step = 0; step < 300; step++) {
                if (step == 100) {
                    before = Memory.residentBytes();
                }
                try (Grad off = Grad.off();
                        Scope block = Scope.open()) {
                    assertThat(weight.leaf().numel()).isEqualTo(values.length);
                }
            }
            assertThat(Memory.residentBytes() - before).isLessThan(200L << 20); // kept, they would be 400 MB
        }
    }
}
