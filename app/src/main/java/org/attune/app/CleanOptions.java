// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.attune.data.clean.CleanPlan;
import org.attune.data.personal.Kind;
import picocli.CommandLine.Option;

/** What {@code attune data clean} does, in the words of the command line. */
final class CleanOptions {

    private static final String VALUES = " (${COMPLETION-CANDIDATES}); ";

    enum Mojibake {
        REPAIR,
        KEEP
    }

    enum Html {
        STRIP,
        KEEP
    }

    enum Duplicates {
        DROP,
        KEEP
    }

    enum Private {
        REDACT,
        KEEP
    }

    @Option(names = "--unicode", paramLabel = "FORM", description = "Normal form" + VALUES + "nfc unless given.")
    private CleanPlan.Unicode unicode = CleanPlan.Unicode.NFC;

    @Option(
            names = "--mojibake",
            paramLabel = "DO",
            description = "Text read by a wrong code page" + VALUES + "repair unless given.")
    private Mojibake mojibake = Mojibake.REPAIR;

    @Option(names = "--html", paramLabel = "DO", description = "Remains of HTML" + VALUES + "keep unless given.")
    private Html html = Html.KEEP;

    @Option(
            names = "--whitespace",
            paramLabel = "DO",
            description = "Blanks and unseen characters" + VALUES + "trim unless given.")
    private CleanPlan.Whitespace whitespace = CleanPlan.Whitespace.TRIM;

    @Option(
            names = "--private",
            paramLabel = "DO",
            description = "Private data in texts" + VALUES + "keep unless given.")
    private Private personal = Private.KEEP;

    @Option(
            names = "--redact",
            split = ",",
            paramLabel = "KIND",
            description = "Only these kinds of private data (${COMPLETION-CANDIDATES}).")
    private List<Kind> kinds = List.of();

    @Option(
            names = "--missing",
            paramLabel = "DO",
            description = "Rows without a text or label" + VALUES + "drop unless given.")
    private CleanPlan.Missing missing = CleanPlan.Missing.DROP;

    @Option(
            names = "--fill",
            paramLabel = "VALUE",
            description = "What stands for a missing value with --missing fill.")
    private String fill = "";

    @Option(names = "--min-characters", paramLabel = "N", description = "Shorter texts are rejected.")
    private int fewest;

    @Option(names = "--max-characters", paramLabel = "N", description = "Longer texts are rejected.")
    private int most = Integer.MAX_VALUE;

    @Option(
            names = "--max-run",
            paramLabel = "N",
            description = "Texts that repeat a letter or digit more often are rejected.")
    private int longestRun = Integer.MAX_VALUE;

    @Option(
            names = "--conflicts",
            paramLabel = "DO",
            description = "Equal texts with different labels" + VALUES + "keep unless given.")
    private CleanPlan.Conflicts conflicts = CleanPlan.Conflicts.KEEP;

    @Option(
            names = "--duplicates",
            paramLabel = "DO",
            description = "Rows equal in texts and label" + VALUES + "drop unless given.")
    private Duplicates duplicates = Duplicates.DROP;

    @Option(
            names = "--near-duplicates",
            paramLabel = "SIMILARITY",
            description =
                    "Rejects rows that are as similar as this to one with the same label; 0, never, unless given.")
    private double near;

    @Option(names = "--keep", paramLabel = "WHICH", description = "Of like rows" + VALUES + "first unless given.")
    private CleanPlan.Keep keep = CleanPlan.Keep.FIRST;

    CleanPlan plan() {
        Set<Kind> redacted = personal == Private.REDACT || !kinds.isEmpty()
                ? kinds.isEmpty() ? EnumSet.allOf(Kind.class) : EnumSet.copyOf(kinds)
                : Set.of();
        return new CleanPlan(
                new CleanPlan.Texts(unicode, mojibake == Mojibake.REPAIR, html == Html.STRIP, whitespace, redacted),
                new CleanPlan.Rows(missing, fill, fewest, most, longestRun),
                new CleanPlan.Repeats(duplicates == Duplicates.DROP, near, keep, conflicts));
    }
}
