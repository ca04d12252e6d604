// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.util.Optional;
import org.attune.config.Kinds;
import org.attune.config.MapNode;
import org.attune.config.Node;
import org.attune.config.Rules;
import org.attune.config.Section;
import org.attune.config.Source;

/**
 * How long each cell may learn, the same for all. Steps or epochs are the length of the learning rate's schedule; minutes end a cell
 * before that.
 */
record Budget(Optional<Integer> steps, Optional<Integer> epochs, Optional<Double> minutes) {

    static final Budget DEFAULT = new Budget(Optional.empty(), Optional.of(3), Optional.empty());

    Budget {
        Rules rules = Rules.of("budget")
                .that(
                        steps.isPresent() != epochs.isPresent(),
                        "steps",
                        "there, or else epochs is",
                        steps.isPresent() ? "both" : "neither",
                        "write budget: {steps: 200} or budget: {epochs: 3}");
        steps.ifPresent(number -> rules.between("steps", number, 1, 1_000_000));
        epochs.ifPresent(number -> rules.between("epochs", number, 1, 1_000_000));
        minutes.ifPresent(number -> rules.above("minutes", number, 0));
        rules.check();
    }

    static Budget bind(Section section) {
        Optional<Integer> steps = section.present("steps", Kinds.WHOLE);
        Optional<Integer> epochs = section.present("epochs", Kinds.WHOLE);
        Optional<Double> minutes = section.present("minutes", Kinds.NUMBER);
        section.finish();
        boolean silent = steps.isEmpty() && epochs.isEmpty() && minutes.isEmpty();
        return silent ? DEFAULT : section.build(() -> new Budget(steps, epochs, minutes), DEFAULT);
    }

    /** In the keys of a recipe. */
    MapNode training(Source source) {
        MapNode training = MapNode.empty(source)
                // a step is no more than an epoch
                .with("epochs", Node.of(steps.orElse(epochs.orElse(1)), source));
        if (steps.isPresent()) {
            training = training.with("max_steps", Node.of(steps.get(), source));
        }
        return minutes.isPresent() ? training.with("max_minutes", Node.of(minutes.get(), source)) : training;
    }

    String words() {
        String length = steps.map(number -> number + " optimiser steps").orElse(epochs.orElse(1) + " epochs");
        return length
                + minutes.map(number -> ", at most " + number + " minutes").orElse("");
    }
}
