// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.nio.file.Path;
import java.util.List;
import org.attune.problem.InputException;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.dataformat.yaml.YAMLFactory;
import tools.jackson.dataformat.yaml.YAMLParser;

/** Reads YAML 1.2 into nodes that know their lines. Every way a text can be wrong is one clear problem. */
public final class YamlTree {

    private static final YAMLFactory YAML = new YAMLFactory();

    private YamlTree() {}

    /** @throws InputException naming the file and, where there is one, the line */
    public static Node read(Path file) {
        return parse(RecipeText.read(file), file.toString());
    }

    /** @param name what messages call the text */
    public static Node parse(String yaml, String name) {
        RecipeText.checkSize(name, yaml.length());
        String clean = RecipeText.checked(name, yaml);
        try (JsonParser parser = YAML.createParser(ObjectReadContext.empty(), clean)) {
            YamlEvents events = new YamlEvents((YAMLParser) parser, List.of(clean.split("\r\n|\n|\r", -1)), name);
            return events.document();
        } catch (JacksonException e) {
            throw syntax(name, e);
        }
    }

    private static InputException syntax(String name, JacksonException e) {
        String what = String.valueOf(e.getOriginalMessage()).lines().findFirst().orElse("");
        int line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
        if (e.getCause() instanceof MarkedYamlEngineException marked) {
            what = marked.getProblem();
            line = marked.getProblemMark().map(mark -> mark.getLine() + 1).orElse(line);
        }
        boolean tab = what.contains("TAB");
        return new InputException(
                tab ? "recipe.tab" : "recipe.syntax",
                line > 0 ? name + ":" + line : name,
                tab ? "a tab at the start of the line" : "not YAML here: " + what.strip(),
                tab ? "YAML indents with spaces" : "the text is valid YAML 1.2",
                tab ? "replace the tab by spaces" : "look for a missing quote, bracket, colon or space near this line");
    }
}
