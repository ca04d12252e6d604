// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.attune.problem.Problems;

/**
 * Changes of a recipe on the command line: {@code a.b.c=VALUE}, where VALUE is YAML. A map is merged into the map
 * that stands there, key by key; lists and single values replace. A number addresses an item of a list. A key that
 * itself contains dots is set through its map: {@code require={test.accuracy: ">= 0.9"}}.
 */
public final class Overrides {

    private static final String FORM = "an override is written KEY=VALUE, with dots between the keys";

    /** {@code method: lora} is short for {@code method: {name: lora}}; an override below it needs the long form. */
    static final Map<String, String> SHORT_FORMS = Map.of("model", "base", "method", "name");

    private Overrides() {}

    /** @throws InputException with all malformed overrides at once */
    public static MapNode apply(MapNode tree, List<String> overrides) {
        Problems problems = new Problems();
        MapNode changed = tree;
        for (String override : overrides) {
            MapNode before = changed;
            MapNode after = problems.collect(() -> apply(before, override));
            changed = after == null ? before : after;
        }
        problems.throwIfAny();
        return changed;
    }

    /** Short forms as long ones, so that recipes merge key by key. */
    public static MapNode expanded(MapNode recipe) {
        MapNode all = recipe;
        for (Map.Entry<String, String> form : SHORT_FORMS.entrySet()) {
            Node value = all.entries().get(form.getKey());
            if (value instanceof ScalarNode) {
                all = all.with(form.getKey(), new MapNode(value.source(), Map.of(form.getValue(), value)));
            }
        }
        return all;
    }

    /**
     * The recipe with one value set.
     *
     * @param path keys with dots
     * @throws InputException where the path leads through a value that is no map
     */
    public static MapNode set(MapNode recipe, String path, Node value) {
        return (MapNode) set(recipe, List.of(path.split("\\.", -1)), value, value.source());
    }

    private static MapNode apply(MapNode tree, String override) {
        int equals = override.indexOf('=');
        String path = equals < 0 ? override : override.substring(0, equals).strip();
        List<String> keys = List.of(path.split("\\.", -1));
        if (equals < 0 || keys.stream().anyMatch(String::isBlank)) {
            throw new InputException(
                    "override.form",
                    where(override),
                    Problem.quote(override),
                    FORM,
                    "write, for example, training.epochs=4");
        }
        Source source = new Source(Source.Kind.OVERRIDE, where(override));
        return (MapNode) set(tree, keys, value(override.substring(equals + 1), source), source);
    }

    private static Node value(String yaml, Source source) {
        if (yaml.isBlank()) {
            return ScalarNode.missing(source);
        }
        try {
            return placed(YamlTree.parse(yaml, source.text()), source);
        } catch (InputException e) {
            Problem first = e.problems().get(0);
            throw new InputException(
                    "override.value",
                    source.text(),
                    first.found(),
                    "the value is YAML: " + first.expected(),
                    first.fix());
        }
    }

    private static Node placed(Node node, Source source) {
        if (node instanceof MapNode map) {
            MapNode placed = MapNode.empty(source);
            for (Map.Entry<String, Node> entry : map.entries().entrySet()) {
                placed = placed.with(entry.getKey(), placed(entry.getValue(), source));
            }
            return placed;
        }
        if (node instanceof ListNode list) {
            return new ListNode(
                    source,
                    list.items().stream().map(item -> placed(item, source)).toList());
        }
        return node.at(source);
    }

    private static Node set(Node below, List<String> keys, Node value, Source source) {
        if (keys.isEmpty()) {
            return below instanceof MapNode map && value instanceof MapNode over ? map.merge(over) : value;
        }
        String key = keys.get(0);
        List<String> rest = keys.subList(1, keys.size());
        if (below instanceof ListNode list) {
            return setItem(list, key, rest, value);
        }
        MapNode map = below instanceof MapNode present ? present : MapNode.empty(source);
        if (below instanceof ScalarNode scalar && scalar.kind() != ScalarNode.Kind.NOTHING) {
            throw new InputException(
                    "override.path",
                    source.text(),
                    Problem.quote(key) + " below " + scalar.describe() + " at "
                            + scalar.source().text(),
                    "an override goes into maps and lists",
                    "override the value itself");
        }
        Node next = map.get(key).orElseGet(() -> ScalarNode.missing(source));
        String name = SHORT_FORMS.get(key);
        if (name != null
                && !rest.isEmpty()
                && next instanceof ScalarNode scalar
                && scalar.kind() != ScalarNode.Kind.NOTHING) {
            next = new MapNode(next.source(), Map.of(name, next));
        }
        return map.with(key, set(next, rest, value, source));
    }

    private static ListNode setItem(ListNode list, String key, List<String> rest, Node value) {
        int index = key.matches("[0-9]{1,6}") ? Integer.parseInt(key) : -1;
        if (index < 0 || index >= list.items().size()) {
            throw new InputException(
                    "override.path",
                    value.source().text(),
                    Problem.quote(key) + " in " + list.describe() + " at "
                            + list.source().text(),
                    "an item of a list is addressed by its number, from 0",
                    "override the whole list");
        }
        List<Node> items = new ArrayList<>(list.items());
        items.set(index, set(items.get(index), rest, value, value.source()));
        return new ListNode(list.source(), items);
    }

    private static String where(String override) {
        String quoted = Problem.quote(override);
        return "override " + quoted.substring(1, quoted.length() - 1);
    }
}
