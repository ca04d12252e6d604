// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.attune.app.terminal.Console;
import org.attune.config.axolotl.Conversion;
import org.attune.config.axolotl.Conversion.Mapped;
import org.attune.config.axolotl.Conversion.Remark;

/** What became of the keys of a configuration of Axolotl, for people and for scripts. */
final class ConversionReport {

    private ConversionReport() {}

    /** @param quiet only where the run differs from that of Axolotl */
    static void say(Console console, Conversion conversion, boolean quiet) {
        if (!quiet) {
            console.say("a configuration of Axolotl; taken over:");
            for (Mapped mapped : conversion.mapped()) {
                console.say("  " + mapped.key() + " -> " + mapped.path() + ": " + mapped.value());
            }
        }
        remarks(console, "not quite as Axolotl does it:", conversion.differences());
        if (!quiet) {
            remarks(console, "ignored:", conversion.ignored());
        }
    }

    private static void remarks(Console console, String heading, List<Remark> remarks) {
        if (!remarks.isEmpty()) {
            console.say(heading);
            remarks.forEach(remark -> console.say("  " + remark.key() + ": " + remark.text()));
        }
    }

    static Map<String, Object> document(Conversion conversion) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("recipe", conversion.yaml());
        document.put(
                "mapped",
                conversion.mapped().stream()
                        .map(mapped -> Map.of("key", mapped.key(), "path", mapped.path(), "value", mapped.value()))
                        .toList());
        document.put("differences", remarks(conversion.differences()));
        document.put("ignored", remarks(conversion.ignored()));
        return document;
    }

    private static List<Map<String, String>> remarks(List<Remark> remarks) {
        return remarks.stream()
                .map(remark -> Map.of("key", remark.key(), "text", remark.text()))
                .toList();
    }
}
