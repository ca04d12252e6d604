// SPDX-License-Identifier: Apache-2.0
package org.attune.data.parts;

/**
 * The part of each row.
 *
 * @param part by row; {@link #ASIDE} for a row that belongs to several
 * @param cluster by row: equal for rows that stay together
 */
record Assignment(int[] part, int[] cluster) {

    static final int ASIDE = -1;
}
