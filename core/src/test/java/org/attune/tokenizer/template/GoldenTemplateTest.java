// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Each construct as Python renders it, or refused where Python refuses. */
final class GoldenTemplateTest {

    /** What Python renders and ours refuses by name, rather than render it wrong. */
    private static final Set<String> REFUSED = Set.of("arithmetic 44");

    @Test
    void every_construct_renders_as_in_python() throws IOException {
        Map<String, Object> golden = golden();
        LocalDateTime now = LocalDateTime.parse((String) Objects.requireNonNull(golden.get("now")));
        List<String> differences = new ArrayList<>();
        Set<String> refused = new TreeSet<>();
        List<Map<String, Object>> cases = Expected.objects(golden.get("cases"));
        for (Map<String, Object> entry : cases) {
            String template = (String) Objects.requireNonNull(entry.get("template"));
            String difference = new Expected(entry).difference(template, Expected.object(entry.get("variables")), now);
            if (difference.contains("template.unsupported")) {
                refused.add((String) Objects.requireNonNull(entry.get("name")));
            } else if (!difference.isEmpty()) {
                differences.add(entry.get("name") + ": " + template + "\n" + difference);
            }
        }
        assertThat(differences).isEmpty();
        assertThat(refused).isEqualTo(new TreeSet<>(REFUSED));
        assertThat(cases).hasSizeGreaterThan(290);
    }

    private static Map<String, Object> golden() throws IOException {
        try (InputStream in = GoldenTemplateTest.class.getResourceAsStream("/golden/template/cases.json")) {
            return Expected.json(Objects.requireNonNull(in).readAllBytes());
        }
    }
}
