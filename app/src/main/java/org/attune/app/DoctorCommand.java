// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.util.concurrent.Callable;
import org.attune.app.terminal.JsonText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** What this machine offers. */
@Command(
        name = "doctor",
        description =
                "Says what this machine offers: Java, natives, processor and the precision that follows, memory, disk.",
        footerHeading = "%nExample:%n",
        footer = "  attune doctor --json")
final class DoctorCommand implements Callable<Integer> {

    private final Session session;

    @Mixin
    private Common common = new Common();

    DoctorCommand(Session session) {
        this.session = session;
    }

    @Override
    public Integer call() {
        common.apply(session);
        Platform.check();
        Machine machine = Machine.look();
        if (common.json) {
            session.console().out().print(JsonText.pretty(machine.document()));
        } else {
            machine.lines().forEach(session.console()::print);
        }
        return ExitCode.DONE;
    }
}
