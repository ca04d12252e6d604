// SPDX-License-Identifier: Apache-2.0
package org.attune;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.attune.config.Recipe;

/**
 * The run that taught a task, and another one on its model.
 *
 * @param taught the directory of the run
 */
record TwoTasks(Path folder, Subject before, Path taught) {

    static TwoTasks of(Path folder, String architecture) throws IOException {
        boolean images = TinyModel.OF_IMAGES.contains(architecture);
        Subject before = new Subject(architecture, "full", images ? "image-classification" : "text-classification");
        return new TwoTasks(folder, before, before.teacher(folder));
    }

    /** Of the first task. */
    Path rows() {
        return folder.resolve(before.testFile());
    }

    /** The second task, with six evaluations in twelve steps, each of the first one too. */
    Recipe next(String name, String... overrides) throws IOException {
        Subject next = before.ofImages() ? before : new Subject(before.architecture(), "full", "text-regression");
        List<String> all = new ArrayList<>(List.of(
                "model={base: '" + taught + "', init: pretrained}",
                "evaluate={every: 2, retain: {old: '" + rows() + "'}}"));
        all.addAll(List.of(overrides));
        return next.recipe(folder, name, all.toArray(String[]::new));
    }
}
