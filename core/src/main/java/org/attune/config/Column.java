// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.List;
import java.util.Optional;

/** A column of a table. */
public sealed interface Column {

    /** What a column can be to a task. */
    List<String> ROLES = List.of(
            "text",
            "text_pair",
            "label",
            "tokens",
            "tags",
            "messages",
            "prompt",
            "completion",
            "conversations",
            "instruction",
            "input",
            "output",
            "history",
            "system",
            "tools",
            "documents",
            "image",
            "id",
            "weight");

    record Named(String name) implements Column {
        public Named {
            Rules.of("data").notBlank("columns", name).check();
        }
    }

    /** Position from 0, where the file has no header row. */
    record At(int position) implements Column {
        public At {
            Rules.of("data").between("columns", position, 0, 100_000).check();
        }
    }

    /** A quoted number is a name. */
    Kind<Column> KIND = Kinds.of(
            "a column's name, or its position from 0",
            node -> {
                Optional<Column> at = Kinds.WHOLE.read(node).map(At::new);
                return at.isPresent() ? at : Kinds.TEXT.read(node).map(Named::new);
            },
            column -> column instanceof At at ? at.position() : ((Named) column).name());
}
