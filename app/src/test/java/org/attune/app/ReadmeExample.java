// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.nio.file.Path;
import java.util.List;
import org.attune.FineTune;
import org.attune.RunResult;
import org.attune.TunedModel;
import org.attune.config.Recipe;
import org.attune.task.Answer;
import org.attune.task.Answered;

/** The method is the README's. */
final class ReadmeExample {

    private ReadmeExample() {}

    static String tuneAndAsk(Path file, String text) {
        Recipe recipe = Recipe.read(file, List.of("training.epochs=4"));
        RunResult result = FineTune.run(recipe);
        try (TunedModel model = TunedModel.open(result.directory().toString())) {
            Answered answered = model.predict(text);
            return answered.prediction() instanceof Answer.Label label ? label.name() : "";
        }
    }
}
