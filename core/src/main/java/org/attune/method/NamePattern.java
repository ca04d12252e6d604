// SPDX-License-Identifier: Apache-2.0
package org.attune.method;

import java.util.regex.Pattern;

/**
 * A name of modules as PEFT reads it: the whole name, or its last parts ({@code query}, {@code attention.output.dense}); besides,
 * {@code *} stands for any characters ({@code layer.1*.query}).
 */
public record NamePattern(String text, Pattern names) {

    public static NamePattern of(String text) {
        String body = Pattern.quote(text).replace("*", "\\E.*\\Q");
        return new NamePattern(text, Pattern.compile("(.*\\.)?" + body));
    }

    public boolean matches(String module) {
        return names.matcher(module).matches();
    }
}
