// SPDX-License-Identifier: Apache-2.0
package org.attune.config.axolotl;

import java.util.List;
import java.util.Optional;
import org.attune.config.Kinds;

/** Keys that ask for what is not there; harmless where they are switched off. */
final class RefusedKeys implements KeyGroup {

    /** What holds here, by the keys that ask for something else. */
    private static final List<KeyTable> RULES = List.of(
            new KeyTable(
                    "training is supervised fine-tuning, without rewards and pairs",
                    List.of(
                            "rl",
                            "reward_model",
                            "process_reward_model",
                            "dpo_beta",
                            "rl_beta",
                            "orpo_alpha",
                            "rpo_alpha",
                            "cpo_alpha",
                            "simpo_gamma",
                            "kto_desirable_weight",
                            "kto_undesirable_weight",
                            "trl",
                            "vllm",
                            "dpo_use_weighting",
                            "num_labels")),
            new KeyTable(
                    "a low-rank part is that of LoRA, on all blocks and with PEFT's own initial values",
                    List.of(
                            "peft",
                            "peft_layers_to_transform",
                            "peft_layers_pattern",
                            "peft_layer_replication",
                            "lora_target_parameters",
                            "lora_model_dir",
                            "relora",
                            "relora_steps",
                            "relora_warmup_steps",
                            "merge_lora")),
            new KeyTable(
                    "a base is quantised by qlora alone, in nf4 with doubly quantised scales",
                    List.of("gptq", "bnb_config_kwargs", "qat", "quantization", "model_quantization_config")),
            new KeyTable(
                    "one learning rate and one schedule hold for all that learns",
                    List.of(
                            "embedding_lr",
                            "embedding_lr_scale",
                            "lr_groups",
                            "loraplus_lr_ratio",
                            "lr_scheduler_kwargs",
                            "cosine_min_lr_ratio",
                            "cosine_constant_lr_ratio",
                            "lr_div_factor",
                            "lr_quadratic_warmup",
                            "adam_beta3",
                            "adam_epsilon2",
                            "optim_target_modules")),
            new KeyTable(
                    "the model and its tokens are those of its directory",
                    List.of(
                            "added_tokens_overrides",
                            "resize_token_embeddings_to_32x",
                            "shrink_embeddings",
                            "model_config",
                            "overrides_of_model_config",
                            "rope_scaling",
                            "model_kwargs",
                            "overrides_of_model_kwargs",
                            "cls_model_config",
                            "fix_untrained_tokens",
                            "processor_type",
                            "default_system_message",
                            "tokenizer_use_mistral_common")),
            new KeyTable(
                    "rows are read from files, all of them, in an order drawn by the seed",
                    List.of(
                            "pretraining_dataset",
                            "dataset_shard_num",
                            "dataset_exact_deduplication",
                            "curriculum_sampling",
                            "min_sample_len",
                            "streaming",
                            "skip_prepare_dataset")),
            new KeyTable(
                    "nothing is added to a step of fine-tuning",
                    List.of(
                            "neftune_noise_alpha",
                            "noisy_embedding_alpha",
                            "lisa_n_layers",
                            "lisa_step_interval",
                            "use_pose",
                            "s2_attention",
                            "auto_find_batch_size",
                            "sequence_parallel_degree",
                            "tensor_parallel_size",
                            "context_parallel_size",
                            "do_causal_lm_eval",
                            "do_bench_eval",
                            "loss_watchdog_threshold")));

    @Override
    public void read(Keys keys, Notes notes) {
        RULES.forEach(table -> table.keys().forEach(key -> refuse(keys, key, table.said(), notes)));
        if (keys.isOn("unfrozen_parameters")) {
            notes.refuse(
                    keys.place("unfrozen_parameters"),
                    keys.shown("unfrozen_parameters"),
                    "what learns is all of the model, an adapter, or the last blocks",
                    "leave it out, run attune recipe convert, and write method: {name: freeze, modules: [...]} in the recipe");
        }
        if (keys.find("shuffle_merged_datasets").flatMap(Keys.FLAG::read).equals(Optional.of(false))) {
            notes.refuse(
                    keys.place("shuffle_merged_datasets"),
                    "false",
                    "the order of rows is drawn by the seed",
                    "leave it out");
        }
        plugins(keys, notes);
    }

    private static void refuse(Keys keys, String key, String rule, Notes notes) {
        if (key.equals("sequence_parallel_degree") || key.endsWith("_parallel_size")) {
            boolean one = keys.whole(key).orElse(1) <= 1;
            if (one && keys.find(key).isPresent()) {
                notes.ignore(key, "one part is the whole");
            }
            if (one) {
                return;
            }
        }
        if (keys.isOn(key)) {
            notes.refuse(keys.place(key), keys.shown(key), rule, "leave it out, or train this one with Axolotl");
        } else if (keys.find(key).isPresent()) {
            notes.ignore(key, "switched off");
        }
    }

    /** Some of them compute the same in another way. */
    private static void plugins(Keys keys, Notes notes) {
        List<String> plugins = keys.read("plugins", Kinds.TEXTS).orElse(List.of());
        for (String plugin : plugins) {
            if (plugin.contains("liger") || plugin.contains("cut_cross_entropy")) {
                notes.ignore("plugins: " + plugin, "it changes speed and memory of the same computation");
            } else {
                notes.refuse(keys.place("plugins"), plugin, "there are no plugins", "leave it out");
            }
        }
    }
}
