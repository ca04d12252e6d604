// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.List;

/**
 * Rows that were made of others ({@code attune data augment}) say so in columns of their own. Rows of one parent never lie on two sides of
 * a split: what is measured with would have been learnt from.
 */
public final class Parentage {

    /** {@code FILE:LINE} of the row that a row was made of; of one that nobody made its own. */
    public static final String PARENT = "attune_parent";

    /** How a row was made; empty for one that nobody made. */
    public static final String OPERATION = "attune_operation";

    private static final List<String> COLUMNS = List.of(PARENT, OPERATION);

    private Parentage() {}

    /** The family of a row; empty where nothing was made of the rows. */
    public static String of(Row row) {
        Object parent = row.value(PARENT);
        return parent == null ? "" : parent.toString();
    }

    /** Whether a row was made of another. */
    public static boolean isMade(Row row) {
        Object operation = row.value(OPERATION);
        return operation != null && !operation.toString().isEmpty();
    }

    /** Whether a column is one of these, which are neither texts nor labels. */
    static boolean isColumn(String column) {
        return COLUMNS.contains(column);
    }
}
