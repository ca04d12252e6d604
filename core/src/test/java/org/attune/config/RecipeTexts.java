// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

/** The shortest recipe, and one with every key. */
final class RecipeTexts {

    static final String LEAST = "model: builtin:minilm\ndata: {train: train.csv}\n";

    static final String ALL = """
            model: {base: 'hf:a/b', revision: 0123456, pooling: cls, init: random, new_tokens: [<a>], new_special_tokens: [<b>]}
            task: token-classification
            data:
              train: [a.csv, b/*.csv]
              validation: v.csv
              test: [t.csv]
              columns: {text: '0', label: 1}
              labels: multiple
              format: tsv
              delimiter: '\\t'
              quote: none
              header: false
              max_length: 128
              truncation: left
              stride: 64
              layout: prompt-completion
              image: {size: 224, resize: crop, channels: bgr, scale: 1, mean: [104, 117, 123], std: [1]}
              augment: {crop: resized, flip: true, rotation: 10, colour: 0.2, erase: 0.1}
              train_on: all
              template: chat.jinja
              limit: 1e3
              prepare: [{clean: {dedupe: true}}]
            method: {name: lora, rank: 8, targets: [q, v]}
            training:
              epochs: 5
              max_steps: 100
              max_minutes: 1.5
              batch_size: 64
              micro_batch_size: 8
              learning_rate: 2e-4
              optimizer: sgd
              weight_decay: 0
              schedule: one-cycle
              warmup: 10
              clip: none
              label_smoothing: .1
              class_weights: {a.b: 2, 1: 0.5}
              focal_gamma: 2
              sampling: {power: 0.5}
              average: {ema: 0.99}
              dropout: 0
              packing: true
              recompute: true
              layer_decay: 0.9
              precision: bf16
              threads: 2
              processes: 2
            evaluate: {every: 50, metric: f1_macro, patience: 3, max_rows: 500, generate: 64,
              regex: '^[0-9]+$', json_keys: [name, age], number: true, choices: options,
              retain: {cola: {model: runs/cola, data: cola.tsv, columns: {text: sentence}}}}
            checkpoint: {every: 30 minutes, keep: 3}
            require: {test.accuracy: '>= 0.92', retain: {cola.mcc: '>= base - 0.01'}}
            export: {dtype: fp16, checkpoints: true, interpolate: 0.5}
            device: cuda:1
            seed: -9223372036854775808
            output: out/x
            stages: [{training: {epochs: 1}}]
            """;

    private RecipeTexts() {}
}
