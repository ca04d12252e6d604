// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.jspecify.annotations.Nullable;

/**
 * What of a row is text and what is its label, for work on data of any task.
 *
 * @param inputs columns that make two rows the same, at least one
 * @param label empty where rows have none
 * @param guesses sentences for display
 */
public record TextColumns(List<String> inputs, Optional<String> label, List<String> guesses) {

    /** Roles whose columns are texts, in the order in which they are read. */
    private static final List<String> TEXTS =
            List.of("text", "text_pair", "tokens", "messages", "prompt", "completion");

    /**
     * @param named what the user said: role to column
     * @throws InputException where no column is a text, or several could be
     */
    public static TextColumns resolve(Table head, Map<String, String> named) {
        try {
            return found(head, named);
        } catch (InputException e) {
            throw new InputException(
                    e.problems().stream().map(TextColumns::asOption).toList());
        }
    }

    /** Columns are named by options here, and by keys of a recipe where a run is prepared. */
    private static Problem asOption(Problem problem) {
        String option = problem.where()
                .replaceFirst("^data\\.columns\\.(\\w+)$", "--$1")
                .replace('_', '-');
        String fix = problem.fix().replaceFirst("data\\.columns\\.(\\w+)=", "--$1 ");
        return new Problem(problem.code(), option, problem.found(), problem.expected(), fix);
    }

    private static TextColumns found(Table head, Map<String, String> named) {
        Columns columns =
                Columns.resolve(head, named, named.keySet(), Set.of("tokens", "messages", "prompt", "completion"));
        if (inputs(columns).isEmpty()) {
            columns = Columns.resolve(head, named, Set.of("text"), Set.of("text_pair"));
        }
        Map<String, Columns.Choice> all = new LinkedHashMap<>(columns.byRole());
        if (all.containsKey("text") && !all.containsKey("label")) {
            Columns.Choice label = label(head, named, all);
            if (label != null) {
                all.put("label", label);
            }
        }
        Columns found = new Columns(all);
        return new TextColumns(inputs(found), found.column("label"), found.guesses());
    }

    public TextColumns {
        inputs = List.copyOf(inputs);
        guesses = List.copyOf(guesses);
    }

    /** The texts of a row, one per line. */
    public String text(Row row) {
        if (inputs.size() == 1 && row.value(inputs.get(0)) instanceof String text) {
            return text;
        }
        List<String> pieces = new ArrayList<>();
        inputs.forEach(column -> collect(row.value(column), pieces));
        return String.join("\n", pieces);
    }

    /** As written; empty where it is missing. */
    public String label(Row row) {
        Object value = label.map(row::value).orElse(null);
        return value == null ? "" : value.toString();
    }

    private static List<String> inputs(Columns columns) {
        return TEXTS.stream().flatMap(role -> columns.column(role).stream()).toList();
    }

    /** A label is no duty: where none can be told, there is none. */
    private static Columns.@Nullable Choice label(
            Table head, Map<String, String> named, Map<String, Columns.Choice> known) {
        Map<String, String> taken = new LinkedHashMap<>(named);
        known.forEach((role, choice) -> taken.put(role, choice.column()));
        try {
            return Columns.resolve(head, taken, Set.of("label"), Set.of())
                    .byRole()
                    .get("label");
        } catch (InputException e) {
            return null;
        }
    }

    /** Every string inside; of a message its content, not its role. */
    private static void collect(@Nullable Object value, Collection<String> pieces) {
        if (value instanceof List<?> list) {
            boolean words = list.stream().allMatch(e -> e instanceof String || e instanceof Numeral);
            if (words) {
                pieces.add(String.join(" ", list.stream().map(String::valueOf).toList()));
            } else {
                list.forEach(element -> collect(element, pieces));
            }
        } else if (value instanceof Map<?, ?> map) {
            map.forEach((key, inner) -> {
                if (!key.equals("role") && !key.equals("from")) {
                    collect(inner, pieces);
                }
            });
        } else if (value != null && !(value instanceof byte[])) {
            pieces.add(value.toString());
        }
    }
}
