// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.attune.Merge;
import org.attune.app.terminal.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** An adapter and its base as one model. */
@Command(
        name = "merge",
        description = {
            "Puts an adapter into the weights of its base (in fp32) and writes a model that stands alone,",
            "after a comparison of what both answer."
        },
        footerHeading = "%nExample:%n",
        footer = "  attune models merge runs/lora --out merged")
final class MergeCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private Common common = new Common();

    @Parameters(paramLabel = "MODEL", description = "A run by method lora, or a PEFT adapter directory.")
    private String model = "";

    @Option(names = "--out", required = true, paramLabel = "DIR", description = "The merged model; a new folder.")
    private Path out = Path.of("");

    MergeCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        common.apply(session);
        Platform.check();
        Merge merge = Merge.write(model, out);
        if (common.json) {
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("model", merge.folder().toString());
            result.put("rows", merge.rows());
            result.put("max_abs_difference", merge.difference());
            session.console().out().print(JsonText.pretty(result));
        } else {
            session.console()
                    .print(String.format(
                            "merged into %s; outputs differ by at most %.1e from the adapter's on %d rows",
                            merge.folder(), merge.difference(), merge.rows()));
        }
        return ExitCode.DONE;
    }
}
