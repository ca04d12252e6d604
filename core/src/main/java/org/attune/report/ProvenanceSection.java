// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.attune.report.page.Html;
import org.attune.report.page.Numbers;
import org.attune.report.page.Page;
import tools.jackson.databind.JsonNode;

/** Where the result comes from: every section of the manifest, and the command that makes it again. */
record ProvenanceSection() implements Section {

    @Override
    public String id() {
        return "provenance";
    }

    @Override
    public String heading(View view) {
        return "Provenance";
    }

    @Override
    public boolean hasContent(View view) {
        return !view.run().manifest().isEmpty() || !view.run().recipe().text().isEmpty();
    }

    @Override
    public void write(View view, Html page) {
        page.element("p", "The same result again, from the directory in which the run was started:");
        page.open("pre").element("code", Repeat.command(view.run())).close();
        page.open("div", "class", "facts");
        view.run().manifest().properties().forEach(section -> section(page, section.getKey(), section.getValue()));
        page.close();
    }

    private static void section(Html page, String name, JsonNode values) {
        List<Map.Entry<String, JsonNode>> tables = new ArrayList<>();
        Page.table(page, words(name), "", "What", "Value");
        flat("", values).forEach(entry -> {
            if (isTable(entry.getValue())) {
                tables.add(entry);
            } else {
                page.open("tr").element("th", words(entry.getKey()), "scope", "row");
                page.open("td");
                value(page, entry.getKey(), entry.getValue());
                page.close().close().line();
            }
        });
        Page.endTable(page);
        tables.forEach(entry -> table(page, entry.getKey(), entry.getValue()));
    }

    private static List<Map.Entry<String, JsonNode>> flat(String path, JsonNode node) {
        if (!node.isObject()) {
            return List.of(Map.entry(path.isEmpty() ? "value" : path, node));
        }
        List<Map.Entry<String, JsonNode>> all = new ArrayList<>();
        node.properties()
                .forEach(entry -> all.addAll(
                        flat(path.isEmpty() ? entry.getKey() : path + ": " + entry.getKey(), entry.getValue())));
        return all;
    }

    /** A list of objects of the same kind, such as the data files. */
    private static boolean isTable(JsonNode node) {
        return node.isArray() && !node.isEmpty() && node.path(0).isObject();
    }

    private static void table(Html page, String name, JsonNode rows) {
        Set<String> columns = new LinkedHashSet<>();
        rows.forEach(row -> row.properties().forEach(entry -> columns.add(entry.getKey())));
        Page.table(
                page,
                words(name),
                "",
                columns.stream().map(ProvenanceSection::words).toArray(String[]::new));
        for (JsonNode row : rows) {
            page.open("tr");
            for (String column : columns) {
                page.open("td");
                value(page, column, row.path(column));
                page.close();
            }
            page.close().line();
        }
        Page.endTable(page);
    }

    private static void value(Html page, String name, JsonNode node) {
        String text = text(node);
        if (node.isNumber() && name.endsWith("seconds")) {
            page.text(Numbers.duration(Json.number(node)));
        } else if (node.isNumber() && name.endsWith("bytes")) {
            page.text(Numbers.bytes(Json.number(node)));
        } else if (node.isIntegralNumber() && !name.endsWith("seed")) {
            page.text(Numbers.count(Json.number(node)));
        } else if (text.matches("(sha256:)?[0-9a-f]{32,}")) {
            page.element("code", text);
        } else {
            page.text(text);
        }
    }

    private static String text(JsonNode node) {
        if (node.isArray()) {
            List<String> parts = new ArrayList<>();
            node.forEach(part -> parts.add(part.isValueNode() ? part.asString("") : part.toString()));
            return parts.isEmpty() ? "none" : String.join(", ", parts);
        }
        return node.isMissingNode() ? "" : node.isValueNode() ? node.asString("") : node.toString();
    }

    /** Our own keys become words, without the unit that the value has; what may be the name of a file stays as it is. */
    private static String words(String key) {
        if (!key.matches("[a-z][a-z0-9_]*(: [a-z][a-z0-9_]*)*")) {
            return key.replaceFirst("^sha256: ", "SHA-256 of ");
        }
        String words =
                key.replaceFirst("_(seconds|bytes)$", "").replace('_', ' ').replace("sha256", "SHA-256");
        String acronyms = words.replaceAll("\\bcpu\\b", "CPU").replaceAll("\\bos\\b", "OS");
        return Character.toUpperCase(acronyms.charAt(0)) + acronyms.substring(1);
    }
}
