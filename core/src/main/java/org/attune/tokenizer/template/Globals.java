// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer.template;

import java.time.LocalDateTime;
import java.util.LinkedHashMap;
import java.util.Map;

/** Functions that every template may call. */
final class Globals {

    private static final Signature RANGE = Signature.of("range", "start [stop] [step] /");
    private static final Signature RAISE = Signature.of("raise_exception", "message");
    private static final Signature NOW = Signature.of("strftime_now", "format");
    private static final Signature JOINER = Signature.of("joiner", "[sep]");
    private static final Signature NOTHING = Signature.of("joiner", "/");

    private Globals() {}

    static Map<String, Object> of(Budget budget, LocalDateTime now) {
        Map<String, Object> globals = new LinkedHashMap<>();
        globals.put("range", (Callee) a -> Range.of(RANGE.bind(a)));
        globals.put("dict", (Callee) a -> Dicts.make(budget, a));
        globals.put("namespace", (Callee) a -> Namespace.of(Dicts.make(budget, a)));
        globals.put("cycler", (Callee) a -> new Cycler(a.positional()));
        globals.put("joiner", (Callee)
                a -> joiner(Printing.text(budget, JOINER.bind(a).or(0, ", "))));
        globals.put("raise_exception", (Callee) a -> {
            throw new Failure(
                    Failure.Kind.RAISED, Printing.text(budget, RAISE.bind(a).get(0)));
        });
        globals.put("strftime_now", (Callee) a -> {
            String format = NOW.bind(a).text(0);
            budget.text(32L * format.length());
            return Strftime.format(now, format);
        });
        return globals;
    }

    /** Nothing the first time, the separator from then on. */
    private static Callee joiner(String separator) {
        boolean[] used = {false};
        return a -> {
            NOTHING.bind(a);
            String text = used[0] ? separator : "";
            used[0] = true;
            return text;
        };
    }
}
