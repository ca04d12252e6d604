// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.util.List;
import java.util.Optional;
import org.attune.config.Node;
import org.attune.config.ScalarNode;
import org.attune.config.Source;

/**
 * One value of a recipe that is searched.
 *
 * @param path of a recipe's key, with dots
 * @param when the choice of another parameter on which this one exists; empty: always
 */
public record Parameter(String path, Domain domain, Optional<Condition> when) {

    /**
     * @param path of a parameter with choices
     * @param values the places of the choices on which it holds
     */
    public record Condition(String path, List<Integer> values) {
        public Condition {
            values = List.copyOf(values);
        }
    }

    public Parameter(String path, Domain domain) {
        this(path, domain, Optional.empty());
    }

    /** The value as a recipe has it. */
    public Node node(double value, Source source) {
        Object shown = domain.shown(value);
        return shown instanceof ScalarNode node ? node.at(source) : Node.of(shown, source);
    }

    /** The value for people and for files; {@link Domain#read} reads it back as the same. */
    public String text(double value) {
        return ((ScalarNode) node(value, Source.DEFAULT)).text();
    }
}
