// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.util.regex.Pattern;

/** Decimal numbers as data files write them: no hexadecimal, no type suffix, no words such as NaN. */
final class Decimals {

    private static final Pattern NUMBER = Pattern.compile("[-+]?(\\d+(\\.\\d*)?|\\.\\d+)([eE][-+]?\\d{1,4})?");

    /** A number that needs more characters is no measurement; the bound keeps parsing cheap. */
    private static final int LONGEST = 100;

    private Decimals() {}

    static boolean isNumber(String text) {
        return text.length() <= LONGEST && NUMBER.matcher(text).matches();
    }
}
