// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.util.concurrent.Callable;
import org.attune.MachinePeak;
import org.attune.app.terminal.JsonText;
import org.attune.tensor.Engine;
import org.attune.tensor.Roofline;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What this machine offers. */
@Command(
        name = "doctor",
        description =
                "Says what this machine offers: Java, natives, processor and the precision that follows, memory, disk.",
        footerHeading = "%nExamples:%n",
        footer = {"  attune doctor --json", "  attune doctor --bench"})
final class DoctorCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private Common common = new Common();

    @Option(
            names = "--bench",
            description =
                    "Also measure for some seconds what the processor can do at most. Reports of later runs say what share of"
                            + " it they reached. Close other programs first.")
    private boolean bench;

    DoctorCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        common.apply(session);
        Platform.check();
        Machine machine = Machine.look();
        if (bench) {
            Engine.setThreads(Engine.allThreads());
            Roofline measured = Roofline.measure();
            machine = machine.with(measured);
            MachinePeak.save(measured);
        }
        if (common.json) {
            session.console().out().print(JsonText.pretty(machine.document()));
        } else {
            machine.lines().forEach(session.console()::print);
        }
        return ExitCode.DONE;
    }
}
