// SPDX-License-Identifier: Apache-2.0
package org.attune.data.inspect;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.attune.data.ReadOptions;
import org.attune.data.TableFuzz;
import org.attune.data.clean.CleanPlan;
import org.attune.data.clean.Cleaning;
import org.attune.data.parts.SplitPlan;
import org.attune.data.parts.Splitting;
import org.attune.data.personal.Kind;
import org.attune.fuzz.FuzzInput;
import org.attune.fuzz.FuzzKind;
import org.attune.report.inspection.InspectionPage;

/** Damaged files of data, inspected, cleaned and divided. */
public record InspectFuzz(TableFuzz tables) implements FuzzKind {

    public static final List<InspectFuzz> ALL =
            TableFuzz.ALL.stream().map(InspectFuzz::new).toList();

    @Override
    public String name() {
        return "data-" + tables.name();
    }

    @Override
    public FuzzInput input(Random random) {
        return tables.input(random);
    }

    @Override
    public void use(FuzzInput input, Path folder) throws IOException {
        String file = input.writeTo(folder).toString();
        InspectOptions options = new InspectOptions(Map.of(), 0.5, folder, Optional.empty());
        try (Inspector inspector = new Inspector(options)) {
            inspector.part("data", List.of(file), ReadOptions.auto());
            InspectionPage.of(inspector.conclude());
        }
        Path out = Files.createTempDirectory(folder, "out");
        CleanPlan plan = new CleanPlan(
                new CleanPlan.Texts(
                        CleanPlan.Unicode.NFKC, true, true, CleanPlan.Whitespace.COLLAPSE, EnumSet.allOf(Kind.class)),
                new CleanPlan.Rows(CleanPlan.Missing.FLAG, "", 0, 1000, 1000),
                new CleanPlan.Repeats(true, 0.5, CleanPlan.Keep.LONGEST, CleanPlan.Conflicts.MAJORITY));
        new Cleaning(List.of(file), List.of(), Map.of(), ReadOptions.auto(), plan).into(out.resolve("cleaned"));
        SplitPlan halves = new SplitPlan(
                SplitPlan.folds(2),
                SplitPlan.Mode.STABLE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0.5,
                1);
        new Splitting(List.of(file), Map.of(), ReadOptions.auto(), halves).into(out.resolve("parts"));
    }

    @Override
    public String toString() {
        return name();
    }
}
