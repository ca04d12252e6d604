// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.Iterator;
import tools.jackson.databind.JsonNode;

/** The command line that makes a run again. */
final class Repeat {

    private Repeat() {}

    /** The one that the manifest recorded, or else training from the saved recipe into another directory. */
    static String command(RunFiles run) {
        for (Iterator<JsonNode> sections = run.manifest().iterator(); sections.hasNext(); ) {
            JsonNode command = sections.next().path("command");
            if (command.isString() && !command.asString("").isBlank()) {
                return command.asString("");
            }
        }
        String output = run.output();
        return "./attune train " + word(output + "/recipe.yaml") + " " + word("output=" + output + "-again");
    }

    /** Quoted for a shell where needed. */
    static String word(String text) {
        return text.matches("[A-Za-z0-9_./=:@+-]+") ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
