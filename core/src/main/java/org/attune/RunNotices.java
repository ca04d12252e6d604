// SPDX-License-Identifier: Apache-2.0
package org.attune;

import java.util.List;
import org.attune.config.ModelConfig.Init;
import org.attune.eval.RetainedSuite;
import org.attune.model.Model;
import org.attune.model.Unused;
import org.attune.run.Notice;
import org.attune.run.Notice.Weight;
import org.attune.run.RunEvents;
import org.attune.task.Encoded;

/** What a user should know of a run before it learns. */
final class RunNotices {

    private RunNotices() {}

    /** The recipe with every default, what was guessed, and what is cut off or left out. */
    static void of(RunPlan plan, RunEvents events) {
        events.resolved(plan.recipe().resolved());
        plan.data().notes().forEach(note -> events.notice(new Notice(Weight.INFORMATION, "data.guess", note)));
        plan.splits().forEach((name, split) -> events.notice(rows(plan, name, split)));
        plan.retained().forEach((name, task) -> events.notice(retained(name, task.data())));
        ClassShares.text(plan)
                .ifPresent(text -> events.notice(new Notice(Weight.INFORMATION, "training.sampling", text)));
        plan.splits()
                .forEach((name, split) -> split.notes()
                        .forEach(
                                note -> events.notice(new Notice(Weight.WARNING, "data." + name, name + ": " + note))));
    }

    private static Notice rows(RunPlan plan, String name, Encoded split) {
        String rows = name + ": " + split.rows().size() + " rows";
        return split.truncated() == 0
                ? new Notice(Weight.INFORMATION, "data." + name, rows)
                : new Notice(
                        Weight.WARNING,
                        "data." + name,
                        rows + ", of which " + split.truncated() + " were cut to " + plan.maxLength() + " tokens");
    }

    private static Notice retained(String name, Encoded data) {
        String rows = RetainedSuite.PREFIX + name + ": " + data.rows().size() + " rows";
        return data.truncated() == 0
                ? new Notice(Weight.INFORMATION, "data.retain", rows)
                : new Notice(Weight.WARNING, "data.retain", rows + ", of which " + data.truncated() + " were cut");
    }

    /** Which weights are new and which were left. */
    static void of(RunPlan plan, Model model, RunEvents events) {
        if (!model.fresh().isEmpty()) {
            String what = plan.config().model().init() == Init.RANDOM
                    ? "all weights are new (init: random)"
                    : "new weights: " + String.join(", ", model.fresh());
            events.notice(new Notice(Weight.INFORMATION, "model.fresh", what));
        }
        if (!model.newWords().isEmpty()) {
            events.notice(new Notice(
                    Weight.INFORMATION,
                    "model.new-tokens",
                    "new tokens: " + plan.base().newWords().count() + ", numbered from "
                            + model.newWords().get(0) + ", with the mean of all vectors"));
        }
        List<String> unused = model.unused().stream().map(Unused::name).toList();
        if (!unused.isEmpty()) {
            boolean harmless = model.unused().stream().allMatch(Unused::known);
            events.notice(new Notice(
                    harmless ? Weight.INFORMATION : Weight.WARNING,
                    "model.unused",
                    "not used of the checkpoint: " + String.join(", ", unused)));
        }
    }
}
