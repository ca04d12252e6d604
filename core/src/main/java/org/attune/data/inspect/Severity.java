// SPDX-License-Identifier: Apache-2.0
package org.attune.data.inspect;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much a finding matters. */
public enum Severity {
    /** What is learnt or measured is wrong with it. */
    SERIOUS,
    /** Worth mending. */
    WARNING,
    /** Worth knowing. */
    NOTE;

    /** As reports write it. */
    @JsonValue
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
