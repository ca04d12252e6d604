// SPDX-License-Identifier: Apache-2.0
package org.attune.data.personal;

/** Check digits. */
final class Checks {

    private Checks() {}

    /** The check digit of card numbers, ISO/IEC 7812-1 annex B. */
    static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = digits.charAt(digits.length() - 1 - i) - '0';
            int weighted = i % 2 == 0 ? digit : 2 * digit;
            sum += weighted > 9 ? weighted - 9 : weighted;
        }
        return sum % 10 == 0;
    }

    /** The check digits of account numbers, ISO 13616: the first four places behind the rest, letters as 10 to 35, modulo 97. */
    static boolean iban(String account) {
        String turned = account.substring(4) + account.substring(0, 4);
        int rest = 0;
        for (int i = 0; i < turned.length(); i++) {
            int value = Character.digit(turned.charAt(i), 36);
            rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
        }
        return rest == 1;
    }
}
