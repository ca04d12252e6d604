// SPDX-License-Identifier: Apache-2.0
package org.attune.config.axolotl;

import org.attune.config.MapNode;
import org.attune.config.YamlTree;

/** Configurations as people write them. */
final class AxolotlTexts {

    static final String LORA_CHAT = """
            base_model: ./models/llama
            model_type: LlamaForCausalLM
            tokenizer_type: AutoTokenizer
            load_in_8bit: true
            load_in_4bit: false
            chat_template: chatml
            datasets:
              - path: data/talks.jsonl
                type: chat_template
                field_messages: conversations
                message_property_mappings: {role: from, content: value}
                roles_to_train: [assistant]
                train_on_eos: turn
            dataset_prepared_path: last_run_prepared
            val_set_size: 0.05
            output_dir: ./outputs/lora
            adapter: lora
            sequence_len: 2048
            sample_packing: true
            pad_to_sequence_len: true
            lora_r: 32
            lora_alpha: 16
            lora_dropout: 0.05
            lora_target_linear: true
            lora_modules_to_save: [embed_tokens, lm_head]
            wandb_project: talks
            gradient_accumulation_steps: 4
            micro_batch_size: 2
            num_epochs: 4
            optimizer: adamw_bnb_8bit
            lr_scheduler: cosine
            learning_rate: 0.0002
            bf16: auto
            tf32: false
            gradient_checkpointing: true
            logging_steps: 1
            flash_attention: true
            warmup_steps: 10
            evals_per_epoch: 4
            saves_per_epoch: 1
            weight_decay: 0.0
            special_tokens:
              pad_token: <|end_of_text|>
            """;

    static final String QLORA_ALPACA = """
            base_model: mistralai/Mistral-7B-v0.1
            revision_of_model: main
            load_in_4bit: true
            adapter: qlora
            datasets:
              - path: data/instructions.json
                ds_type: json
                type: alpaca
            lora_r: 16
            lora_alpha: 32
            lora_target_modules: [q_proj, v_proj]
            peft_use_rslora: yes
            micro_batch_size: 1
            gradient_accumulation_steps: 8
            max_steps: 200
            eval_steps: 0.25
            save_steps: 50
            learning_rate: 1e-4
            optimizer: paged_adamw_32bit
            lr_scheduler: constant
            warmup_ratio: 0.1
            max_grad_norm: 0.3
            val_set_size: 0.1
            load_best_model_at_end: true
            early_stopping_patience: 3
            train_on_inputs: false
            special_tokens:
            """;

    static final String FULL_COMPLETION = """
            base_model: ./models/qwen
            datasets:
              - path: json
                data_files: [a.jsonl, b.jsonl]
                type: completion
                field: body
            plugins: [axolotl.integrations.liger.LigerPlugin]
            liger_rope: true
            sequence_len: 4096
            sample_packing: true
            adapter:
            lora_r:
            micro_batch_size: 4
            batch_size: 16
            num_epochs: 1
            learning_rate: 0.00001
            bf16: true
            deepspeed: zero2.json
            saves_per_epoch: 2
            evals_per_epoch: 0
            """;

    private AxolotlTexts() {}

    static MapNode tree(String text) {
        return (MapNode) YamlTree.parse(text, "config.yml");
    }

    static Conversion convert(String text) {
        return Axolotl.convert(tree(text));
    }
}
