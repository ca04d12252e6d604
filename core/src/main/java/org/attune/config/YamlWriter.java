// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Writes nodes as YAML that reads back equal, with the sources as comments. */
final class YamlWriter {

    /** Plain text that no YAML reader takes for anything else; all other text is quoted. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z/][A-Za-z0-9_./-]*(:[A-Za-z0-9_./-]+)*");

    private static final Pattern RESERVED = Pattern.compile("(?i)true|false|null|yes|no|on|off|y|n");

    private YamlWriter() {}

    static String write(MapNode root) {
        return String.join("\n", map(root)) + "\n";
    }

    /** One text for one value, however it was written; for fingerprints. */
    static String canonical(Node node) {
        if (node instanceof MapNode map) {
            return map.entries().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(entry -> quoted(entry.getKey()) + ": " + canonical(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (node instanceof ListNode list) {
            return list.items().stream().map(YamlWriter::canonical).collect(Collectors.joining(", ", "[", "]"));
        }
        ScalarNode scalar = (ScalarNode) node;
        return scalar.kind() == ScalarNode.Kind.TEXT ? text(scalar.text()) : scalar.canonical();
    }

    private static List<String> map(MapNode map) {
        List<String> lines = new ArrayList<>();
        map.entries().forEach((key, value) -> lines.addAll(entry(text(key) + ":", value)));
        return lines;
    }

    private static List<String> entry(String key, Node value) {
        List<String> lines = new ArrayList<>();
        if (value instanceof MapNode map && !map.entries().isEmpty()) {
            lines.add(key + comment(map.source()));
            map(map).forEach(line -> lines.add("  " + line));
        } else if (value instanceof ListNode list && list.items().stream().anyMatch(MapNode.class::isInstance)) {
            lines.add(key + comment(list.source()));
            list.items().forEach(item -> lines.addAll(item(item)));
        } else {
            lines.add(key + " " + flow(value) + comment(value.source()));
        }
        return lines;
    }

    private static List<String> item(Node item) {
        if (!(item instanceof MapNode map) || map.entries().isEmpty()) {
            return List.of("  - " + flow(item) + comment(item.source()));
        }
        List<String> lines = new ArrayList<>();
        map(map).forEach(line -> lines.add((lines.isEmpty() ? "  - " : "    ") + line));
        return lines;
    }

    private static String flow(Node node) {
        if (node instanceof MapNode map) {
            return map.entries().entrySet().stream()
                    .map(entry -> text(entry.getKey()) + ": " + flow(entry.getValue()))
                    .collect(Collectors.joining(", ", "{", "}"));
        }
        if (node instanceof ListNode list) {
            return list.items().stream().map(YamlWriter::flow).collect(Collectors.joining(", ", "[", "]"));
        }
        ScalarNode scalar = (ScalarNode) node;
        return switch (scalar.kind()) {
            case TEXT -> text(scalar.text());
            case NOTHING -> "null";
            case WHOLE, NUMBER, FLAG -> scalar.text();
        };
    }

    private static String comment(Source source) {
        if (source.kind() == Source.Kind.RECIPE) {
            return "";
        }
        String why = source.kind() == Source.Kind.OVERRIDE ? "override" : source.text();
        return "  # " + why.replaceAll("\\p{Cntrl}|[\\u0085\\u2028\\u2029\\uFEFF]", " ");
    }

    private static String text(String text) {
        return text.length() < 200
                        && PLAIN.matcher(text).matches()
                        && !RESERVED.matcher(text).matches()
                ? text
                : quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean pair = Character.isHighSurrogate(c)
                    && i + 1 < text.length()
                    && Character.isLowSurrogate(text.charAt(i + 1));
            if (pair) {
                quoted.append(c).append(text.charAt(++i));
            } else if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c == '\n') {
                quoted.append("\\n");
            } else if (c == '\t') {
                quoted.append("\\t");
            } else if (!readable(c)) {
                quoted.append(String.format("\\u%04X", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private static boolean readable(char c) {
        return !Character.isISOControl(c)
                && !Character.isSurrogate(c)
                && c != 0x2028
                && c != 0x2029
                && c != 0xFEFF
                && c < 0xFFFE;
    }
}
