// SPDX-License-Identifier: Apache-2.0
package org.attune.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the project says is true on any machine: no path of one machine, no host that only one network knows. */
class ProjectTextTest {

    private static final List<String> FOLDERS =
            List.of("core/src", "app/src", "bench/src", "docs", "tools", "examples", ".ci", ".mvn");

    /** An absolute path begins where no name or variable ends before it. Written in parts, or this file would break the rule. */
    private static final Pattern MACHINE = Pattern.compile("(?<![\\w.}*)~-])/(wo" + "rk|ro" + "ot)/");

    private static final Pattern HOST =
            Pattern.compile("(repo[0-9]?\\.maven|maven\\.org|registry\\.npmjs|pypi\\.org|pythonhosted|artifact"
                    + "ory|nexus[.-])[\\w./-]*");

    @Test
    void texts_name_no_path_of_a_machine_and_no_registry() {
        Path root = Repository.root();
        List<Path> files = new ArrayList<>(Repository.files(root, FOLDERS));
        try (Stream<Path> top = Files.list(root)) {
            top.filter(Files::isRegularFile)
                    .filter(f -> !f.endsWith(".git"))
                    .sorted()
                    .forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        assertThat(files).hasSizeGreaterThan(20);
        List<String> breaches = new ArrayList<>();
        for (Path file : files) {
            boolean generated = file.toString().contains("__pycache__");
            if (!generated && !file.endsWith("ProjectTextTest.java")) {
                text(file)
                        .ifPresent(t ->
                                breaches.addAll(breaches(root.relativize(file).toString(), t)));
            }
        }
        assertThat(breaches).isEmpty();
    }

    @Test
    void a_path_of_a_machine_or_a_registry_is_named_with_its_line() {
        assertThat(breaches("a.md", "one\nsee /wo" + "rk/shared/x\n"))
                .singleElement()
                .asString()
                .startsWith("a.md:2: ");
        assertThat(breaches("a.md", "`/ro" + "ot/.m2`")).hasSize(1);
        assertThat(breaches("a.md", "from https://pyp" + "i.org/simple")).hasSize(1);
        assertThat(breaches("a.md", "runs/work/step and $root/work/x and ~/work/ and the root / of it"))
                .isEmpty();
        assertThat(breaches("a.xml", "http://maven.apache.org/POM/4.0.0")).isEmpty();
    }

    private static List<String> breaches(String name, String text) {
        List<String> breaches = new ArrayList<>();
        String[] lines = text.split("\n", -1);
        for (int i = 0; i < lines.length; i++) {
            for (Pattern forbidden : List.of(MACHINE, HOST)) {
                Matcher found = forbidden.matcher(lines[i]);
                if (found.find()) {
                    breaches.add(name + ":" + (i + 1) + ": " + found.group() + " holds on one machine or network only");
                }
            }
        }
        return breaches;
    }

    /** The content of a file, or nothing when it is not UTF-8 text. */
    private static Optional<String> text(Path file) {
        try {
            String text = Files.readString(file, StandardCharsets.UTF_8);
            return text.indexOf('\0') < 0 ? Optional.of(text) : Optional.empty();
        } catch (CharacterCodingException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
