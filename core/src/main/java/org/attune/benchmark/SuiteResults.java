// SPDX-License-Identifier: Apache-2.0
package org.attune.benchmark;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.attune.run.RunStatus;

/**
 * What a suite came to, read from its run directories alone.
 *
 * @param failures what cells that did not succeed say, by their names
 */
public record SuiteResults(Suite suite, List<Board> boards, Optional<Overall> overall, Map<String, String> failures) {

    /** Below which a corrected p tells two candidates apart. */
    public static final double LEVEL = 0.05;

    public static SuiteResults of(Suite suite) {
        List<Board> boards = suite.data().keySet().stream()
                .map(data -> Boards.of(suite, data))
                .toList();
        Map<String, String> failures = new LinkedHashMap<>();
        for (Cell cell : suite.cells()) {
            if (!cell.launch().isDone()) {
                failures.put(cell.name(), said(cell));
            }
        }
        return new SuiteResults(suite, boards, Overall.of(suite, boards), failures);
    }

    /** What more data would bring, in sentences; none where the suite does not ask for it. */
    public List<String> moreData(Board board) {
        return board.scaling().stream()
                .flatMap(scaling -> scaling.curves().stream()
                        .flatMap(curve -> ScalingWords.of(curve, suite, scaling.metric()).stream()
                                .map(words -> curve.candidate() + ": " + words)))
                .toList();
    }

    private static String said(Cell cell) {
        return RunStatus.of(cell.run())
                .map(status -> status.state().word() + (status.message().isEmpty() ? "" : ": " + status.message()))
                .orElse("did not run; see " + cell.launch().log());
    }
}
