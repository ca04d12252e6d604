// SPDX-License-Identifier: Apache-2.0
package org.attune.run;

/**
 * Something a user should read that is no problem: a guess that was made, bits that may differ, rows that were cut.
 *
 * @param code stable and searchable, of the form {@code area.what}
 */
public record Notice(Weight weight, String code, String text) {

    public enum Weight {
        INFORMATION,
        WARNING
    }
}
