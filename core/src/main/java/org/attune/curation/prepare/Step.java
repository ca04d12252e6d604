// SPDX-License-Identifier: Apache-2.0
package org.attune.curation.prepare;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** One thing that is done to the training data, by the class that does it for the command of the same name. */
interface Step {

    /** What it is done to; {@code columns} by role, as the recipe names them. */
    record Data(List<String> files, Map<String, String> columns) {}

    /** What else decides the result, by name: hashes of other files and of models. */
    Map<String, String> hashes();

    /** The names of the files that are written; none: one, {@code data}. */
    List<String> parts();

    /**
     * @param folder that does not exist yet
     * @throws org.attune.problem.InputException in the words of the command
     */
    void into(Data data, Path folder);
}
