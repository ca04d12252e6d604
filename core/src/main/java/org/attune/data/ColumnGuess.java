// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attune.problem.Problems;

/** Guesses columns of roles nobody named; several equally good ones are a problem, never a choice. */
final class ColumnGuess {

    /** Candidates for a role, each with the reason that speaks for it. */
    record Found(List<Columns.Choice> candidates, Table table) {

        Optional<Columns.Choice> choice() {
            return candidates.size() == 1 ? Optional.of(candidates.get(0)) : Optional.empty();
        }

        void into(String role, Map<String, Columns.Choice> chosen, Problems problems) {
            if (candidates.size() == 1) {
                chosen.put(role, candidates.get(0));
                return;
            }
            if (table.columns().isEmpty()) {
                problems.add(
                        "data.no-column",
                        "data.columns." + role,
                        "the rows have no columns",
                        "each row has its values by name, or in columns",
                        "look at the file: a row of JSON is {\"" + role + "\": …}");
                return;
            }
            List<String> names = candidates.stream().map(Columns.Choice::column).toList();
            String all = table.hasHeader()
                    ? "the columns " + String.join(", ", table.columns())
                    : "columns 0 to " + (table.columns().size() - 1) + " and no header row";
            String example = (names.isEmpty() ? table.columns() : names).get(0).replaceFirst("^column(?=\\d+$)", "");
            problems.add(
                    names.isEmpty() ? "data.no-column" : "data.ambiguous-column",
                    "data.columns." + role,
                    names.isEmpty()
                            ? "no column looks like the " + role
                            : "several columns could be the " + role + ": " + String.join(", ", names),
                    "the role has one column; the data has " + all,
                    "name it: data.columns." + role + "=" + example + " or another one");
        }
    }

    private final Table table;
    private final Set<String> wanted;
    private final Map<String, Columns.Choice> chosen;
    private final Set<String> ambiguous = new HashSet<>();

    /** @param chosen seen live: columns in it are not candidates any more */
    ColumnGuess(Table table, Set<String> wanted, Map<String, Columns.Choice> chosen) {
        this.table = table;
        this.wanted = wanted;
        this.chosen = chosen;
    }

    boolean isAmbiguous(String role) {
        return ambiguous.contains(role);
    }

    /** By the usual names; the role's own name comes before all others. Empty where no name tells. */
    Optional<Found> byName(String role) {
        if (!table.hasHeader() || role.equals("text_pair")) {
            return Optional.empty();
        }
        List<String> usual = ColumnNames.usual(role);
        List<Columns.Choice> candidates = new ArrayList<>();
        for (String column : free()) {
            String plain = ColumnNames.plain(column);
            if (plain.equals(role)) {
                Columns.Choice exact = new Columns.Choice(column, true, "has the name of the role");
                return Optional.of(new Found(List.of(exact), table));
            }
            if (usual.contains(plain)) {
                candidates.add(new Columns.Choice(column, true, "has a name usual for a " + role));
            }
        }
        if (role.equals("text") && !wanted.contains("text_pair") && candidates.size() == 1) {
            partner(candidates.get(0).column()).ifPresent(candidates::add);
        }
        if (candidates.size() > 1 && role.equals("text")) {
            candidates.removeIf(
                    c -> candidates.stream().anyMatch(o -> isPartnerOf(c, o)) && wanted.contains("text_pair"));
        }
        if (candidates.size() > 1) {
            ambiguous.add(role);
        }
        return candidates.isEmpty() ? Optional.empty() : Optional.of(new Found(candidates, table));
    }

    /** The second text, only where it is named so or belongs to the text that was guessed. */
    Optional<Found> pair() {
        if (!wanted.contains("text_pair") || !table.hasHeader()) {
            return Optional.empty();
        }
        Columns.Choice text = chosen.get("text");
        Optional<Columns.Choice> pair = free().stream()
                .filter(c -> ColumnNames.plain(c).equals("text_pair"))
                .findFirst()
                .map(c -> new Columns.Choice(c, true, "has the name of the role"));
        if (pair.isEmpty() && text != null && text.guessed()) {
            pair = partner(text.column());
        }
        return pair.map(p -> new Found(List.of(p), table));
    }

    /** By values: few different ones make a label, words make a text. */
    Found byContent(String role) {
        List<Columns.Choice> candidates = new ArrayList<>();
        if (role.equals("text") || role.equals("label")) {
            List<ColumnContent> contents =
                    free().stream().map(c -> ColumnContent.of(table, c)).toList();
            boolean text = role.equals("text");
            for (ColumnContent content : contents) {
                if (text ? content.isText() : content.isLabel()) {
                    candidates.add(new Columns.Choice(content.column(), true, content.describe()));
                }
            }
            if (candidates.isEmpty() && !text) {
                contents.stream()
                        .filter(ColumnContent::isNumeric)
                        .forEach(c ->
                                candidates.add(new Columns.Choice(c.column(), true, "is the only column of numbers")));
            }
        }
        return new Found(candidates, table);
    }

    private List<String> free() {
        Set<String> taken = new HashSet<>();
        chosen.values().forEach(c -> taken.add(c.column()));
        return table.columns().stream()
                .filter(c -> !taken.contains(c) && !Parentage.isColumn(c))
                .toList();
    }

    private Optional<Columns.Choice> partner(String first) {
        String second = ColumnNames.PAIRS.get(ColumnNames.plain(first));
        return free().stream()
                .filter(c -> ColumnNames.plain(c).equals(second))
                .findFirst()
                .map(c -> new Columns.Choice(c, true, "is the usual partner of \"" + first + "\""));
    }

    private static boolean isPartnerOf(Columns.Choice second, Columns.Choice first) {
        return ColumnNames.plain(second.column()).equals(ColumnNames.PAIRS.get(ColumnNames.plain(first.column())));
    }
}
