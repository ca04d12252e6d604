// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.nio.file.Path;
import java.util.Optional;
import org.attune.config.Rules;

/**
 * The keys of a recipe's {@code search}.
 *
 * @param space empty: that of the method, see {@link DefaultSpace}
 * @param trials in all, those that are done already included
 * @param sampler one of {@link Samplers#NAMES}
 * @param metric that decides, on validation rows; empty: that of the recipe
 * @param parallel trials at once
 * @param finalSeeds with which the best configuration is trained again, and then tested
 * @param warmStart an earlier study's file, whose results the sampler is told
 */
public record SearchSettings(
        Optional<Space> space,
        int trials,
        String sampler,
        Pruner pruner,
        Optional<String> metric,
        long seed,
        int parallel,
        int finalSeeds,
        Optional<Path> warmStart,
        Path output) {

    public SearchSettings {
        Rules.of("search")
                .between("trials", trials, 1, 100_000)
                .between("parallel", parallel, 1, 1000)
                .between("final_seeds", finalSeeds, 1, 100)
                .check();
    }

    SearchSettings with(int atOnce) {
        return new SearchSettings(space, trials, sampler, pruner, metric, seed, atOnce, finalSeeds, warmStart, output);
    }
}
