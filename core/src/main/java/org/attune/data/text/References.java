// SPDX-License-Identifier: Apache-2.0
package org.attune.data.text;

import java.util.HashMap;
import java.util.Map;

/** Character references of HTML, by name or by number. They end with a semicolon, or are left alone. */
final class References {

    private static final int LONGEST = 10;

    private static final Map<String, String> NAMED = named(
            "amp & lt < gt > quot \" apos ' nbsp \u00a0 copy © reg ® trade ™ hellip … mdash — ndash – lsquo ‘ rsquo ’ ldquo “ rdquo ” "
                    + "laquo « raquo » bull • middot · euro € pound £ yen ¥ cent ¢ sect § deg ° plusmn ± frac12 ½ frac14 ¼ times × "
                    + "auml ä ouml ö uuml ü Auml Ä Ouml Ö Uuml Ü szlig ß eacute é egrave è ecirc ê euml ë agrave à aacute á acirc â "
                    + "atilde ã aring å aelig æ ccedil ç iacute í icirc î iuml ï ntilde ñ oacute ó ocirc ô otilde õ oslash ø "
                    + "uacute ú ugrave ù ucirc û Eacute É Agrave À Aring Å Ccedil Ç Ntilde Ñ Oslash Ø iexcl ¡ iquest ¿ acute ´ "
                    + "uml ¨ ordm º ordf ª para ¶ micro µ sup2 ² sup3 ³ sbquo ‚ bdquo „ prime ′ rarr → larr ←");

    private References() {}

    static String decode(String text) {
        int at = text.indexOf('&');
        if (at < 0) {
            return text;
        }
        StringBuilder decoded = new StringBuilder(text.length());
        int from = 0;
        for (; at >= 0; at = text.indexOf('&', at + 1)) {
            int end = text.indexOf(';', at);
            String character = end > at + 1 && end - at <= LONGEST ? character(text.substring(at + 1, end)) : "";
            if (!character.isEmpty()) {
                decoded.append(text, from, at).append(character);
                from = end + 1;
                at = end;
            }
        }
        return from == 0 ? text : decoded.append(text, from, text.length()).toString();
    }

    /** Nothing where it stands for no character of a text. */
    private static String character(String name) {
        if (!name.startsWith("#")) {
            return NAMED.getOrDefault(name, "");
        }
        boolean hex = name.length() > 1 && (name.charAt(1) == 'x' || name.charAt(1) == 'X');
        try {
            int code = Integer.parseInt(name.substring(hex ? 2 : 1), hex ? 16 : 10);
            boolean surrogate = code >= 0xd800 && code <= 0xdfff;
            return code >= 0x20 && Character.isValidCodePoint(code) && !surrogate ? Character.toString(code) : "";
        } catch (NumberFormatException e) {
            return "";
        }
    }

    private static Map<String, String> named(String list) {
        Map<String, String> named = new HashMap<>();
        String[] words = list.split(" ");
        for (int i = 0; i + 1 < words.length; i += 2) {
            named.put(words[i], words[i + 1]);
        }
        return Map.copyOf(named);
    }
}
