// SPDX-License-Identifier: Apache-2.0
package org.attune.data.personal;

import java.util.Locale;

/** What private data can be; of two that overlap the earlier one here is meant. */
public enum Kind {
    KEY("access key or token"),
    IBAN("bank account number (IBAN)"),
    CARD("payment card number"),
    EMAIL("e-mail address"),
    IP("network address"),
    PHONE("telephone number");

    private final String meaning;

    Kind(String meaning) {
        this.meaning = meaning;
    }

    public String meaning() {
        return meaning;
    }

    /** As options and reports write it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What stands in its place in a redacted text. */
    public String placeholder() {
        return "[" + name() + "]";
    }
}
