// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which of a repository's files a model needs. Everything else (pictures, other formats, read-me) stays there. */
final class WantedFiles {

    static final String INDEX_END = ".index.json";

    /** Small files, each taken where it exists. Their absence is recorded, so that a cache is known to be whole. */
    static final List<String> SMALL = List.of(
            "config.json",
            "generation_config.json",
            "adapter_config.json",
            "attune.json",
            "tokenizer.json",
            "tokenizer_config.json",
            "special_tokens_map.json",
            "added_tokens.json",
            "vocab.txt",
            "vocab.json",
            "merges.txt",
            "tokenizer.model",
            "spiece.model",
            "sentencepiece.bpe.model",
            "chat_template.jinja",
            "chat_template.json",
            "modules.json",
            "sentence_bert_config.json",
            "config_sentence_transformers.json",
            "preprocessor_config.json");

    /** Weights in order of preference: the first that exists is the only one that is taken. */
    static final List<String> WEIGHTS = List.of(
            "model.safetensors",
            "model.safetensors.index.json",
            "adapter_model.safetensors",
            "pytorch_model.bin",
            "pytorch_model.bin.index.json",
            "adapter_model.bin");

    private static final Pattern TEMPLATE =
            Pattern.compile("additional_chat_templates/[A-Za-z0-9_][A-Za-z0-9_.-]{0,100}\\.jinja");
    private static final Pattern MODULE =
            Pattern.compile("([0-9]{1,2}_[A-Za-z]{1,50})/(config\\.json|model\\.safetensors|pytorch_model\\.bin)");

    private WantedFiles() {}

    /** Configuration, tokenizer, templates and the small layers that follow a sentence encoder. */
    static Set<String> besidesWeights(Set<String> files) {
        return files.stream()
                .filter(f -> SMALL.contains(f) || TEMPLATE.matcher(f).matches() || module(f, files))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The file of the weights, or the index that names its parts. */
    static Optional<String> weights(Collection<String> files) {
        return WEIGHTS.stream().filter(files::contains).findFirst();
    }

    private static boolean module(String file, Set<String> files) {
        return MODULE.matcher(file).matches()
                && !(file.endsWith(".bin") && files.contains(file.replace("pytorch_model.bin", "model.safetensors")));
    }
}
