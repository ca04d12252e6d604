// SPDX-License-Identifier: Apache-2.0
package org.attune.bench.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is compared. Attune comes first in each.
 *
 * @param python of an environment made by bench/peers/setup
 * @param minilm its directory
 * @param data folder of the shared data sets
 * @param steps of each run
 */
record Workloads(String python, String minilm, String data, String steps, String threads) {

    private static final List<String> MODES = List.of("run-glue", "collator", "best");

    Map<String, List<Contender>> all() {
        Map<String, List<Contender>> all = new LinkedHashMap<>();
        all.put("minilm", classification(minilm, data + "/text/banking77/train.csv", "category"));
        return all;
    }

    /** Full fine-tuning in batches of 32 rows of their own lengths. */
    private List<Contender> classification(String model, String train, String label) {
        List<Contender> contenders = new ArrayList<>();
        contenders.add(new Contender(
                "Attune",
                List.of(
                        "./attune",
                        "train",
                        "bench/recipes/banking77.yaml",
                        "model=" + model,
                        "data.train=" + train,
                        "data.test=null",
                        "data.columns.label=" + label,
                        "training.max_steps=" + steps,
                        "training.threads=" + threads,
                        "output={out}"),
                true));
        for (String mode : MODES) {
            contenders.add(new Contender(
                    "Trainer, " + mode,
                    List.of(
                            "sh",
                            "-c",
                            "mkdir -p {out} && exec \"$0\" \"$@\" --out {out}/result.json",
                            python,
                            "bench/peers/trainer.py",
                            "--model",
                            model,
                            "--train",
                            train,
                            "--label",
                            label,
                            "--mode",
                            mode,
                            "--max-steps",
                            steps,
                            "--threads",
                            threads),
                    false));
        }
        return contenders;
    }
}
