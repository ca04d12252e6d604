// SPDX-License-Identifier: Apache-2.0
package org.attune.data.clean;

import java.util.Map;

/** The dataset card: Markdown with the front matter that dataset hubs read. */
final class Card {

    private Card() {}

    static String of(Cleaning cleaning, Lineage.Files files, Gathering gathering, CleanResult result) {
        StringBuilder card = new StringBuilder("---\nconfigs:\n- config_name: default\n  data_files: "
                + result.data().getFileName() + "\n---\n\n# Data set\n\n");
        card.append(result.written())
                .append(" rows of ")
                .append(result.read())
                .append(" that were read; text in ")
                .append(String.join(", ", gathering.roles().inputs()))
                .append(gathering.roles().label().map(l -> ", label in " + l).orElse(", no label"))
                .append(".\n\n## Sources\n\n");
        files.data()
                .sha256ByFile()
                .forEach((file, hash) -> card.append("- `")
                        .append(file)
                        .append("`, SHA-256 `")
                        .append(hash)
                        .append("`\n"));
        card.append("\n## What was done\n\n| operation | |\n|---|---|\n");
        cleaning.plan()
                .parameters()
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
