// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

/** Whether the first record of a delimited file names its columns. */
public enum Header {
    AUTO,
    PRESENT,
    ABSENT
}
