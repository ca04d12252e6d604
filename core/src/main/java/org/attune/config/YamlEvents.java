// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonToken;
import tools.jackson.dataformat.yaml.YAMLParser;

/** One pass over the parser's tokens. What a recipe never needs (aliases, tags, several documents) is refused. */
final class YamlEvents {

    /** Recipes are three or four deep. */
    private static final int DEEPEST = 40;

    /** Quoted with every character escaped it still fits the 1024 characters that YAML allows a key. */
    private static final int LONGEST_KEY = 160;

    private final YAMLParser parser;
    private final List<String> lines;
    private final String name;

    /** The line looked at last, in the code points by which the parser counts columns. */
    private int[] seen = {};

    private int seenLine = -1;

    YamlEvents(YAMLParser parser, List<String> lines, String name) {
        this.parser = parser;
        this.lines = lines;
        this.name = name;
    }

    Node document() {
        JsonToken first = parser.nextToken();
        if (first == null) {
            throw new InputException(
                    "recipe.empty", name, "nothing in it", "a recipe has keys", "write at least model: and data:");
        }
        Node root = value(first, null, 0);
        if (parser.nextToken() != null) {
            throw refused(
                    "recipe.documents",
                    "a second document begins",
                    "one file is one recipe",
                    "remove the line --- or split the file");
        }
        return root;
    }

    private Node value(JsonToken token, @Nullable Source key, int depth) {
        checkForm(depth);
        Source place = key == null ? place() : key;
        return switch (token) {
            case START_OBJECT -> map(place, depth);
            case START_ARRAY -> list(place, depth);
            default -> scalar(place);
        };
    }

    private MapNode map(Source place, int depth) {
        Map<String, Node> entries = new LinkedHashMap<>();
        Map<String, Source> places = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String key = parser.currentName();
            Source at = place();
            checkForm(depth);
            if (key.length() > LONGEST_KEY) {
                throw refused(
                        "recipe.syntax",
                        "a key of " + key.length() + " characters",
                        "keys are short",
                        "check the quotes and colons near this line");
            }
            Source former = places.put(key, at);
            if (former != null) {
                throw refused(
                        "recipe.duplicate-key",
                        "the key " + Problem.quote(key) + " again, first at " + former.text(),
                        "a key stands once",
                        "remove one of the two");
            }
            entries.put(key, value(parser.nextToken(), at, depth + 1));
        }
        return new MapNode(place, entries);
    }

    private ListNode list(Source place, int depth) {
        List<Node> items = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            items.add(value(token, null, depth + 1));
        }
        return new ListNode(place, items);
    }

    private ScalarNode scalar(Source place) {
        String text = parser.getString();
        return startsWithOneOf("\"'|>")
                ? new ScalarNode(place, ScalarNode.Kind.TEXT, text)
                : ScalarNode.plain(place, text);
    }

    /** The parser drops quotes and the anchors of scalars; the character where a scalar starts still shows them. */
    private boolean startsWithOneOf(String characters) {
        int line = parser.currentTokenLocation().getLineNr() - 1;
        int column = parser.currentTokenLocation().getColumnNr() - 1;
        if (line < 0 || line >= lines.size()) {
            return false;
        }
        if (line != seenLine) {
            seenLine = line;
            seen = lines.get(line).codePoints().toArray();
        }
        return column >= 0 && column < seen.length && characters.indexOf(seen[column]) >= 0;
    }

    private void checkForm(int depth) {
        if (depth > DEEPEST) {
            throw refused(
                    "recipe.depth",
                    "nested more than " + DEEPEST + " deep",
                    "recipes are flat",
                    "close the brackets near this line");
        }
        if (parser.isCurrentAlias() || parser.getObjectId() != null || startsWithOneOf("&")) {
            throw refused(
                    "recipe.alias",
                    "an anchor or alias (& or *)",
                    "recipes have none",
                    "write the value out, or quote it if it is text");
        }
        if (parser.getTypeId() != null) {
            throw refused(
                    "recipe.tag",
                    "a type tag (!)",
                    "recipes have none",
                    "remove the tag, or quote the value if it is text");
        }
    }

    private InputException refused(String code, String found, String rule, String fix) {
        return new InputException(code, place().text(), found, rule, fix);
    }

    private Source place() {
        return Source.line(name, parser.currentTokenLocation().getLineNr());
    }
}
