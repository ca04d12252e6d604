// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.List;

/** A text in Markdown in which no foreign word can become markup. Not thread-safe. */
final class Markdown {

    private final StringBuilder out = new StringBuilder();

    Markdown heading(int level, String text) {
        out.append("#".repeat(level)).append(' ').append(escaped(text)).append("\n\n");
        return this;
    }

    Markdown paragraph(String text) {
        out.append(escaped(text)).append("\n\n");
        return this;
    }

    Markdown item(String text) {
        out.append("- ").append(escaped(text)).append('\n');
        return this;
    }

    Markdown row(List<String> cells) {
        out.append('|');
        cells.forEach(cell ->
                out.append(' ').append(escaped(cell).replace("|", "\\|")).append(" |"));
        out.append('\n');
        return this;
    }

    Markdown columns(List<String> names) {
        row(names);
        out.append("|---".repeat(names.size())).append("|\n");
        return this;
    }

    Markdown code(String language, String text) {
        String fence = "`".repeat(Math.max(3, longestTicks(text) + 1));
        out.append(fence)
                .append(language)
                .append('\n')
                .append(text)
                .append('\n')
                .append(fence)
                .append("\n\n");
        return this;
    }

    Markdown end() {
        out.append('\n');
        return this;
    }

    @Override
    public String toString() {
        return out.toString().strip() + "\n";
    }

    static String escaped(String text) {
        return text.replaceAll("\\s+", " ")
                .strip()
                .replace("\\", "\\\\")
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replaceAll("([`*\\[\\]])", "\\\\$1")
                .replaceAll("(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])", "\\\\_");
    }

    private static int longestTicks(String text) {
        int longest = 0;
        int run = 0;
        for (int i = 0; i < text.length(); i++) {
            run = text.charAt(i) == '`' ? run + 1 : 0;
            longest = Math.max(longest, run);
        }
        return longest;
    }
}
