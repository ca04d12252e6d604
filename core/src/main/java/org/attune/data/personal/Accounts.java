// SPDX-License-Identifier: Apache-2.0
package org.attune.data.personal;

import java.util.List;
import java.util.Map;

/** Account numbers: a country's letters, its length, and check digits that hold. */
final class Accounts {

    /** Places by country, from the registry of ISO 13616. */
    private static final Map<String, Integer> LENGTHS = lengths(
            "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DK18 DO28 EE20 EG29 ES24 FI18 FO18 FR27 GB22 "
                    + "GE22 GI23 GL18 GR27 GT28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 LV21 LY25 MC27 "
                    + "MD24 ME22 MK19 MR27 MT31 MU30 NL18 NO15 PK24 PL28 PS29 PT25 QA29 RO24 RS22 SA24 SC31 SE24 SI19 SK24 SM27 ST25 SV28 "
                    + "TL23 TN24 TR26 UA29 VA22 VG24 XK20");

    private Accounts() {}

    static void find(String text, List<Span> spans) {
        for (int i = 0; i + 15 <= text.length(); i++) {
            if (isCapital(text.charAt(i))
                    && isCapital(text.charAt(i + 1))
                    && isDigit(text.charAt(i + 2))
                    && isDigit(text.charAt(i + 3))
                    && (i == 0 || !Character.isLetterOrDigit(text.charAt(i - 1)))) {
                int end = end(text, i);
                if (end > 0) {
                    spans.add(new Span(Kind.IBAN, i, end));
                    i = end - 1;
                }
            }
        }
    }

    /** Where the number that begins here ends; 0 where none does. */
    private static int end(String text, int start) {
        int length = LENGTHS.getOrDefault(text.substring(start, start + 2), 0);
        StringBuilder account = new StringBuilder();
        int at = start;
        while (at < text.length() && account.length() < length) {
            char c = text.charAt(at);
            if (isCapital(c) || isDigit(c)) {
                account.append(c);
            } else if (c != ' ' || text.charAt(at - 1) == ' ') {
                return 0;
            }
            at++;
        }
        boolean whole = at == text.length() || !Character.isLetterOrDigit(text.charAt(at));
        return length > 0 && whole && account.length() == length && Checks.iban(account.toString()) ? at : 0;
    }

    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static Map<String, Integer> lengths(String list) {
        Map<String, Integer> lengths = new java.util.HashMap<>();
        for (String country : list.split(" ")) {
            lengths.put(country.substring(0, 2), Integer.parseInt(country.substring(2)));
        }
        return Map.copyOf(lengths);
    }
}
