// SPDX-License-Identifier: Apache-2.0
package org.attune.data.image;

/** An image that cannot be used. */
final class BrokenImageException extends Exception {

    private static final long serialVersionUID = 1;

    private final String expected;
    private final String fix;

    BrokenImageException(String found, String expected, String fix) {
        super(found);
        this.expected = expected;
        this.fix = fix;
    }

    String expected() {
        return expected;
    }

    String fix() {
        return fix;
    }
}
