// SPDX-License-Identifier: Apache-2.0
package org.attune.data.mend;

import java.util.Map;

/** The dataset card: Markdown with the front matter that dataset hubs read. */
final class Card {

    private Card() {}

    static String of(Lineage lineage) {
        Mended result = lineage.result();
        StringBuilder card = new StringBuilder("---\nconfigs:\n- config_name: default\n  data_files: "
                + result.data().getFileName() + "\n---\n\n# Data set\n\n");
        card.append(result.written())
                .append(" rows of ")
                .append(result.read())
                .append(" that were read")
                .append(result.made() == 0 ? "" : " and " + result.made() + " that were made of them")
                .append("; text in ")
                .append(String.join(", ", lineage.columns().inputs()))
                .append(lineage.columns().label().map(l -> ", label in " + l).orElse(", no label"))
                .append(".\n\n## Sources\n\n");
        lineage.origins().stream()
                .filter(origin -> origin.role().equals("data"))
                .forEach(origin -> card.append("- `")
                        .append(origin.file())
                        .append("`, SHA-256 `")
                        .append(origin.sha256())
                        .append("`\n"));
        card.append("\n## What was done\n\n| operation | |\n|---|---|\n");
        lineage.operations()
                .forEach((name, value) -> card.append("| ")
                        .append(name)
                        .append(" | ")
                        .append(value)
                        .append(" |\n"));
        counts(card, "Rows changed", result.changedBy());
        counts(card, "Rows rejected", result.rejectedBy());
        return card.append(
                        "\nEach changed row stands in `changed.jsonl`, each rejected one in `rejected.jsonl`, with its file, line and "
                                + "rule; `sources.csv` says where each row of the data comes from.\n")
                .toString();
    }

    private static void counts(StringBuilder card, String title, Map<String, Long> counts) {
        if (!counts.isEmpty()) {
            card.append("\n## ").append(title).append("\n\n| rule | rows |\n|---|--:|\n");
            counts.forEach((rule, count) ->
                    card.append("| ").append(rule).append(" | ").append(count).append(" |\n"));
        }
    }
}
