// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.attune.app.terminal.Quantity;
import org.attune.app.terminal.TextTable;
import org.attune.train.StepProfile;

/** Where the time and memory of a step went. */
final class ProfileTable {

    private ProfileTable() {}

    static List<String> lines(StepProfile.Summary summary) {
        TextTable table =
                new TextTable("lrrrrrr", "a step, by part", "ms", "share", "forward", "backward", "calls", "handed on");
        for (StepProfile.Part part : summary.parts()) {
            table.row(
                    part.name(),
                    milliseconds(part.seconds()),
                    String.format(Locale.ROOT, "%.1f %%", 100 * part.seconds() / summary.seconds()),
                    milliseconds(part.forward()),
                    milliseconds(part.backward()),
                    String.format(Locale.ROOT, "%.0f", part.calls()),
                    Quantity.bytes(Math.round(part.bytes())));
        }
        List<String> lines = new ArrayList<>(table.lines());
        lines.add("");
        lines.add(String.format(
                Locale.ROOT,
                "%s ms a step over %d steps, %.0f native objects made in each",
                milliseconds(summary.seconds()),
                summary.steps(),
                summary.objects()));
        lines.add("");
        TextTable memory = new TextTable("lr", "memory", "");
        summary.memory().forEach((name, bytes) -> memory.row(name, Quantity.bytes(bytes)));
        lines.addAll(memory.lines());
        return lines;
    }

    private static String milliseconds(double seconds) {
        return String.format(Locale.ROOT, "%.1f", 1e3 * seconds);
    }
}
