// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.attune.config.Recipe;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the README shows is what there is. */
class ReadmeTest {

    @TempDir
    Path folder;

    @Test
    void its_java_is_the_method_that_is_compiled_here() throws IOException {
        String source =
                Files.readString(Installation.home().resolve("app/src/test/java/org/attune/app/ReadmeExample.java"));
        assertThat(source.replace("\n    ", "\n")).contains(block("java"));
    }

    @Test
    @Tag("engine")
    void its_java_runs() throws IOException {
        Path data = TinyData.classes(folder.resolve("train.csv"), 64);
        Path recipe = Files.writeString(
                folder.resolve("recipe.yaml"),
                "model: " + TinyModel.in(folder.resolve("base")) + "\ndata: {train: " + data
                        + "}\ntraining: {threads: 1}\n" + "output: " + folder.resolve("run") + "\n");
        assertThat(TinyData.TOPICS).contains(ReadmeExample.tuneAndAsk(recipe, TinyData.text(3)));
    }

    @Test
    void its_recipe_is_one() throws IOException {
        assertThat(Recipe.fromYaml(block("yaml")).config().output()).isEqualTo(Path.of("runs", "intents"));
    }

    @Test
    void its_commands_are_understood() throws IOException {
        Pattern command = Pattern.compile("^ {4}\\./attune (.*?)( +#.*)?$", Pattern.MULTILINE);
        Matcher matcher = command.matcher(readme());
        int found = 0;
        try (RunLog log = RunLog.start()) {
            CommandLine line = Attune.commandLine(new Session(
                    Cli.console("", new java.io.ByteArrayOutputStream(), new java.io.ByteArrayOutputStream(), false),
                    log));
            while (matcher.find()) {
                List<String> words = Pattern.compile("\"([^\"]*)\"|\\S+")
                        .matcher(matcher.group(1))
                        .results()
                        .map(result -> result.group(1) == null ? result.group() : result.group(1))
                        .toList();
                CommandLine.ParseResult parsed = line.parseArgs(words.toArray(String[]::new));
                assertThat(parsed.hasSubcommand()).as(matcher.group()).isTrue();
                found++;
            }
        }
        assertThat(found).isGreaterThan(6);
    }

    @Test
    void its_links_lead_somewhere() throws IOException {
        Matcher links = Pattern.compile("\\]\\(([^)h][^)]*)\\)").matcher(readme());
        assertThat(links.results().map(link -> link.group(1)))
                .isNotEmpty()
                .allSatisfy(link -> assertThat(Installation.home().resolve(link.replaceFirst("#.*", "")))
                        .exists());
    }

    private static String block(String language) throws IOException {
        Matcher block =
                Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL).matcher(readme());
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private static String readme() throws IOException {
        return Files.readString(Installation.home().resolve("README.md"));
    }
}
