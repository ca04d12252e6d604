// SPDX-License-Identifier: Apache-2.0
package org.attune.search;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.attune.data.Dataset;
import org.attune.launch.Launch;
import org.attune.report.EvaluationRow;
import org.attune.report.RunFiles;

/** What a trial's run directory says of it. */
final class TrialCurve {

    private TrialCurve() {}

    /** The metric on validation rows, evaluation by evaluation; NaN where the file does not say it. */
    static List<Trial.Measured> of(Launch launch, String metric) {
        List<Trial.Measured> curve = new ArrayList<>();
        if (Files.isDirectory(launch.run())) {
            for (EvaluationRow row : RunFiles.read(launch.run()).metrics().evaluations()) {
                if (row.split().equals(Dataset.VALIDATION)) {
                    curve.add(new Trial.Measured(row.step(), row.metrics().getOrDefault(metric, Double.NaN)));
                }
            }
        }
        return curve;
    }
}
