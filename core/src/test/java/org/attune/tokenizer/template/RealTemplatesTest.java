// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Templates of real models with every conversation of {@code tools/golden/chat_template_conversations.py}: Python renders
 * them now, in the environment that {@code tools/golden/setup} makes (or {@code ATTUNE_GOLDEN_PYTHON} names).
 */
@Tag("slow")
final class RealTemplatesTest {

    @Test
    void real_templates_render_as_in_python_byte_for_byte(@TempDir Path directory) throws Exception {
        Map<String, Object> python = rendered(directory);
        LocalDateTime now = LocalDateTime.parse((String) Objects.requireNonNull(python.get("now")));
        List<Map<String, Object>> conversations = Expected.objects(python.get("conversations"));
        List<Map<String, Object>> templates = Expected.objects(python.get("templates"));
        List<String> differences = new ArrayList<>();
        int rendered = 0;
        for (Map<String, Object> template : templates) {
            List<Map<String, Object>> results = Expected.objects(template.get("results"));
            String source = (String) Objects.requireNonNull(template.get("source"));
            for (int i = 0; i < conversations.size(); i++) {
                Expected expected = new Expected(results.get(i));
                Map<String, Object> variables =
                        Expected.object(conversations.get(i).get("variables"));
                String difference = expected.difference(source, variables, now);
                rendered += expected.isRendered() ? 1 : 0;
                if (!difference.isEmpty()) {
                    differences.add(
                            template.get("file") + ", " + conversations.get(i).get("name") + ": " + difference);
                }
            }
        }
        assertThat(differences).isEmpty();
        assertThat(templates).hasSizeGreaterThanOrEqualTo(60);
        assertThat(rendered).isGreaterThan(templates.size() * conversations.size() / 2);
    }

    private static Map<String, Object> rendered(Path directory) throws IOException, InterruptedException {
        String environment = System.getenv().getOrDefault("ATTUNE_SHARED", "../../shared");
        Path shared = Path.of(System.getProperty("attune.shared", environment)).resolve("data/chat_templates");
        Assumptions.assumeTrue(Files.isDirectory(shared), "no " + shared + ": the real templates are not here");
        Path tools = Path.of("../tools/golden").toAbsolutePath().normalize();
        String python = System.getenv()
                .getOrDefault(
                        "ATTUNE_GOLDEN_PYTHON",
                        tools.resolve(".venv/bin/python").toString());
        Assumptions.assumeTrue(
                Files.isExecutable(Path.of(python)),
                "no " + python + ": run tools/golden/setup, or set ATTUNE_GOLDEN_PYTHON");
        Path out = directory.resolve("rendered.json");
        Process process = new ProcessBuilder(
                        python,
                        tools.resolve("chat_templates.py").toString(),
                        "--real",
                        shared.toAbsolutePath().toString(),
                        out.toString())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("log.txt").toFile())
                .start();
        assertThat(process.waitFor())
                .as(() -> read(directory.resolve("log.txt")))
                .isZero();
        return Expected.json(Files.readAllBytes(out));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
