// SPDX-License-Identifier: Apache-2.0
package org.attune.data.inspect;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.attune.data.Row;
import org.attune.data.personal.Kind;
import org.attune.data.personal.PersonalData;
import org.attune.data.personal.Span;

/** What is wrong with single texts, and the private data in them. */
final class TextFindings {

    private final List<Examples> checks =
            TextCheck.ALL.stream().map(c -> new Examples()).toList();
    private final Map<Kind, Examples> personal = new EnumMap<>(Kind.class);

    void add(Row row, String text) {
        for (int i = 0; i < checks.size(); i++) {
            String shown = TextCheck.ALL.get(i).shown().apply(text);
            if (!shown.isEmpty()) {
                checks.get(i).add(row.where(), shown);
            }
        }
        for (Span span : PersonalData.find(text)) {
            personal.computeIfAbsent(span.kind(), k -> new Examples())
                    .add(row.where(), masked(text.substring(span.start(), span.end())));
        }
    }

    void into(List<Finding> findings, Mending mending) {
        for (int i = 0; i < checks.size(); i++) {
            TextCheck check = TextCheck.ALL.get(i);
            Examples found = checks.get(i);
            if (found.total() > 0) {
                String command = check.mend().isEmpty()
                        ? "save the source again as UTF-8: what was lost is not in this file"
                        : mending.clean(check.mend());
                findings.add(new Finding(
                        check.code(), check.severity(), found.total(), check.words(), found.list(), command));
            }
        }
        personal.forEach((kind, found) -> findings.add(new Finding(
                "private-" + kind.word(),
                Severity.WARNING,
                found.total(),
                "private data in texts, by its form: " + kind.meaning(),
                found.list(),
                mending.clean("--private redact"))));
    }

    /** A report is passed on more freely than the data: it shows the form, not the secret. */
    static String masked(String secret) {
        StringBuilder masked = new StringBuilder();
        int shown = 0;
        for (int i = 0; i < secret.length(); i++) {
            char c = secret.charAt(i);
            boolean letter = Character.isLetterOrDigit(c);
            masked.append(letter && shown >= 2 ? '*' : c);
            shown += letter ? 1 : 0;
        }
        return masked.toString();
    }
}
