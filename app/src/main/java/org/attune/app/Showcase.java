// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.util.List;
import org.attune.TunedModel;
import org.attune.app.terminal.Console;
import org.attune.app.terminal.Quantity;
import org.attune.app.terminal.TextTable;
import org.attune.task.Answered;

/** The tuned model of the quickstart at work, and what to do next. */
final class Showcase {

    /** Written for this page; in neither of the shipped files. */
    private static final List<String> MESSAGES = List.of(
            "The kettle came with a cracked lid, what now?",
            "You charged my card but the checkout says it was declined",
            "can i still swap the delivery street, we moved last week");

    private Showcase() {}

    static void print(Console console, String run) {
        console.print("");
        TextTable table = new TextTable("llr", "message that it has not seen", "prediction", "probability");
        try (TunedModel model = TunedModel.open(run)) {
            List<String> labels = model.task().labels().names();
            List<Answered> answers = model.predict(MESSAGES);
            for (int i = 0; i < MESSAGES.size(); i++) {
                Ranking.Ranked first =
                        Ranking.of(labels, answers.get(i).probabilities(), 1).get(0);
                table.row(MESSAGES.get(i), first.label(), Quantity.number(first.probability()));
            }
        }
        table.lines().forEach(console::print);
        console.print("");
        console.print("Next:  attune predict " + run + " \"where is my parcel?\"");
        console.print("       attune train --model builtin:minilm --data YOUR.csv --text COLUMN --label COLUMN");
    }
}
