// SPDX-License-Identifier: Apache-2.0
package org.attune.config.axolotl;

import java.util.List;

/** Keys that change nothing of what a run computes here, with the reason. */
final class IgnoredKeys implements KeyGroup {

    private static final List<KeyTable> REASONS = List.of(
            new KeyTable(
                    "the model's own config.json and tokenizer files say it",
                    List.of(
                            "model_type",
                            "type_of_model",
                            "tokenizer_type",
                            "tokenizer_use_fast",
                            "tokenizer_legacy",
                            "tokenizer_save_jinja_files",
                            "is_llama_derived_model",
                            "is_mistral_derived_model",
                            "is_qwen_derived_model",
                            "is_falcon_derived_model",
                            "lora_fan_in_fan_out")),
            new KeyTable("no code of a model is ever run", List.of("trust_remote_code")),
            new KeyTable(
                    "attention is exact, whatever computes it",
                    List.of(
                            "flash_attention",
                            "xformers_attention",
                            "sdp_attention",
                            "eager_attention",
                            "flex_attention",
                            "flex_attn_compile_kwargs",
                            "attn_implementation",
                            "flash_attn_cross_entropy",
                            "flash_attn_rms_norm",
                            "flash_attn_fuse_qkv",
                            "flash_attn_fuse_mlp",
                            "flash_optimum")),
            new KeyTable(
                    "it changes speed and memory, not the result",
                    List.of(
                            "torch_compile",
                            "torch_compile_backend",
                            "torch_compile_mode",
                            "lora_mlp_kernel",
                            "lora_qkv_kernel",
                            "lora_o_kernel",
                            "lora_on_cpu",
                            "use_kernels",
                            "cut_cross_entropy",
                            "eval_batch_size",
                            "low_cpu_mem_usage",
                            "gc_steps",
                            "profiler_steps",
                            "device_map",
                            "max_memory",
                            "gpu_memory_limit",
                            "embeddings_skip_upcast",
                            "peft_autocast_adapter_dtype",
                            "experimental_skip_move_to_device",
                            "qlora_sharded_model_loading",
                            "group_by_length",
                            "mean_resizing_embeddings",
                            "remove_unused_columns")),
            new KeyTable(
                    "padded, bucketed and packed are the same here",
                    List.of(
                            "pad_to_sequence_len",
                            "eval_sample_packing",
                            "sample_packing_group_size",
                            "sample_packing_bin_size",
                            "sample_packing_sequentially",
                            "multipack_real_batches",
                            "batch_flattening",
                            "pretrain_multipack_attn",
                            "pretrain_multipack_buffer_size")),
            new KeyTable(
                    "data are read anew for each run",
                    List.of(
                            "dataset_prepared_path",
                            "dataset_processes",
                            "dataset_keep_in_memory",
                            "push_dataset_to_hub",
                            "shuffle_merged_datasets",
                            "accelerator_config",
                            "hf_use_auth_token")),
            new KeyTable(
                    "a run is one process; where it was several, a step of theirs had as many times the rows",
                    List.of(
                            "deepspeed",
                            "fsdp",
                            "fsdp_config",
                            "fsdp_version",
                            "fsdp_final_state_dict_type",
                            "ddp",
                            "world_size",
                            "local_rank",
                            "device",
                            "heads_k_stride",
                            "ring_attn_func")),
            new KeyTable("metrics.jsonl has every step", List.of("logging_steps", "include_tokens_per_second")),
            new KeyTable("report.html has the curves", List.of("use_tensorboard")),
            new KeyTable(
                    "results stay in the run directory, as safetensors; the same command goes on with the run",
                    List.of(
                            "hub_model_id",
                            "hub_strategy",
                            "hub_revision",
                            "save_safetensors",
                            "save_only_model",
                            "save_first_step",
                            "resume_from_checkpoint",
                            "auto_resume_from_checkpoints")),
            new KeyTable("the end of every learnt turn is learnt, whatever token it is", List.of("eot_tokens")),
            new KeyTable("initial values of the low-rank parts are PEFT's", List.of("peft_init_lora_weights")),
            new KeyTable("unknown keys are always errors", List.of("strict")),
            new KeyTable(
                    "held-out rows are measured by their loss",
                    List.of(
                            "eval_table_size",
                            "eval_max_new_tokens",
                            "eval_causal_lm_metrics",
                            "bench_dataset",
                            "bench_split",
                            "loss_watchdog_patience")),
            new KeyTable(
                    "it says something of an adapter's rate that is not asked for", List.of("loraplus_lr_embedding")));

    /** Groups of keys that are told by how they begin. */
    private static final List<KeyTable> PREFIXES = List.of(
            new KeyTable(
                    "metrics.jsonl and report.html have what is logged",
                    List.of("wandb_", "mlflow_", "comet_", "use_wandb", "use_mlflow", "use_comet", "hf_mlflow_")),
            new KeyTable("it is for a page of Axolotl's", List.of("gradio_")),
            new KeyTable("it changes speed and memory of the same computation", List.of("liger_", "unsloth_")),
            new KeyTable("how rows are fetched changes nothing", List.of("dataloader_")),
            new KeyTable("a run is one process", List.of("ddp_", "ray_", "use_ray", "resources_per_worker")));

    @Override
    public void read(Keys keys, Notes notes) {
        REASONS.forEach(table -> table.keys().forEach(key -> {
            if (keys.find(key).isPresent() && !otherwise(keys, key, notes)) {
                notes.ignore(key, table.said());
            }
        }));
        keys.rest()
                .forEach(key -> PREFIXES.stream()
                        .filter(table -> table.keys().stream().anyMatch(key::startsWith))
                        .findFirst()
                        .ifPresent(table -> {
                            keys.find(key);
                            notes.ignore(key, table.said());
                        }));
    }

    /** Other initial values than PEFT's own are not the same run. */
    private static boolean otherwise(Keys keys, String key, Notes notes) {
        String value = keys.shown(key);
        boolean other = key.equals("peft_init_lora_weights")
                && !keys.find(key).flatMap(Keys.FLAG::read).orElse(false);
        if (other) {
            notes.refuse(keys.place(key), value, "initial values are PEFT's own", "leave it out");
        }
        return other;
    }
}
