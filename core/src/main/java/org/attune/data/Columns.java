// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.attune.problem.Problems;

/** Which column plays which role: as the user says, else as it is named, else by what it holds. */
public record Columns(Map<String, Choice> byRole) {

    /**
     * A column for a role.
     *
     * @param guessed false where the user named it
     * @param reason for display, begins after "because it"
     */
    public record Choice(String column, boolean guessed, String reason) {}

    public Columns {
        byRole = Map.copyOf(byRole);
    }

    /**
     * Finds the columns of all roles. Optional roles are found by name alone; two columns that would do equally well are a
     * problem, for optional roles too.
     *
     * @param named what the user said: role to column name, or to 0-based position where the file has no header
     * @param required roles that the work cannot do without
     * @param optional roles that are used where there is a column for them
     * @throws org.attune.problem.InputException naming every role that has no column or several
     */
    public static Columns resolve(Table table, Map<String, String> named, Set<String> required, Set<String> optional) {
        Problems problems = new Problems();
        Map<String, Choice> chosen = new LinkedHashMap<>();
        new NamedColumns(table).resolve(named, chosen, problems);
        Set<String> wanted = new LinkedHashSet<>(required);
        wanted.addAll(optional);
        wanted.removeAll(named.keySet());
        ColumnGuess guess = new ColumnGuess(table, wanted, chosen);
        // content is looked at last, when the columns with telling names are taken
        for (String role : List.copyOf(wanted)) {
            guess.byName(role).ifPresent(found -> found.into(role, chosen, problems));
        }
        guess.pair().ifPresent(found -> found.into("text_pair", chosen, problems));
        for (String role : required) {
            if (wanted.contains(role) && !chosen.containsKey(role) && !guess.isAmbiguous(role)) {
                guess.byContent(role).into(role, chosen, problems);
            }
        }
        problems.throwIfAny();
        return new Columns(chosen);
    }

    /** The column of a role, if there is one. */
    public Optional<String> column(String role) {
        return Optional.ofNullable(byRole.get(role)).map(Choice::column);
    }

    /** The column of a role that was required. */
    public String required(String role) {
        return column(role).orElseThrow(() -> new IllegalArgumentException("role was not required: " + role));
    }

    /** One sentence for every guess, by role. */
    public List<String> guesses() {
        return byRole.entrySet().stream()
                .filter(e -> e.getValue().guessed())
                .sorted(Map.Entry.comparingByKey())
                .map(e -> e.getKey() + ": column \"" + e.getValue().column() + "\", because it "
                        + e.getValue().reason())
                .toList();
    }
}
