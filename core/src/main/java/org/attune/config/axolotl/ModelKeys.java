// SPDX-License-Identifier: Apache-2.0
package org.attune.config.axolotl;

import java.util.Optional;
import org.attune.config.Kinds;
import org.attune.problem.Problem;

/** Which model, and by which tokenizer. */
final class ModelKeys implements KeyGroup {

    @Override
    public void read(Keys keys, Notes notes) {
        Optional<String> base = keys.text("base_model");
        base.ifPresentOrElse(
                name -> notes.set(keys.place("base_model"), "model.base", named(name)),
                () -> notes.refuse(
                        keys.place("base_model"),
                        "missing",
                        "base_model names the model",
                        "write base_model: a directory, or org/name of the hub"));
        for (String key : new String[] {"revision_of_model", "model_revision"}) {
            keys.text(key).ifPresent(revision -> notes.set(keys.place(key), "model.revision", revision));
        }
        notes.fill("task", "causal-lm", "what Axolotl trains");
        for (String key : new String[] {"base_model_config", "tokenizer_config"}) {
            Optional<String> other = keys.text(key);
            if (other.equals(base)) {
                other.ifPresent(same -> notes.ignore(key, "it is the model itself"));
            } else {
                other.ifPresent(foreign -> notes.refuse(
                        keys.place(key),
                        Problem.quote(foreign),
                        "configuration and tokenizer are the model's own",
                        "put the files into a directory with the weights and name that as base_model"));
            }
        }
        newTokens(keys, "tokens", "model.new_tokens", notes);
        tokens(keys, notes);
    }

    private static void newTokens(Keys keys, String key, String path, Notes notes) {
        keys.read(key, Kinds.TEXTS)
                .filter(tokens -> !tokens.isEmpty())
                .ifPresent(tokens -> notes.set(keys.place(key), path, tokens));
    }

    /** Padding is never learnt and never looked at, so any token will do. */
    private static void tokens(Keys keys, Notes notes) {
        Optional<Keys> special = keys.map("special_tokens");
        if (special.isEmpty()) {
            return;
        }
        Keys tokens = special.get();
        if (tokens.isOn("pad_token")) {
            notes.ignore("special_tokens.pad_token", "padding is never learnt; which token pads changes nothing");
        }
        newTokens(tokens, "additional_special_tokens", "model.new_special_tokens", notes);
        for (String key : new String[] {"bos_token", "eos_token", "unk_token"}) {
            if (tokens.isOn(key)) {
                notes.refuse(
                        tokens.place(key),
                        tokens.shown(key),
                        "special tokens are those of the model's tokenizer_config.json",
                        "leave it out where it is the model's own; otherwise change that file in a copy of the model");
            }
        }
        tokens.finish();
    }

    private static String named(String name) {
        return HubNames.isOnHub(name) ? "hf:" + name : name;
    }
}
