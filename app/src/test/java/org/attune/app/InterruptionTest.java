// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.attune.run.RunEvents.Phase;
import org.attune.run.StopSignal;
import org.attune.run.StopSignal.Reason;
import org.junit.jupiter.api.Test;

class InterruptionTest {

    private final StopSignal signal = new StopSignal();
    private final List<Integer> halted = new ArrayList<>();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Interruption interruption =
            Interruption.deaf(signal, Cli.console("", new ByteArrayOutputStream(), err, false), halted::add);

    @Test
    void while_it_learns_the_first_one_asks_and_the_second_one_ends_the_process() {
        interruption.phase(Phase.LEARN, "");
        interruption.received(Reason.INTERRUPT);
        assertThat(signal.reason()).contains(Reason.INTERRUPT);
        assertThat(halted).isEmpty();
        interruption.received(Reason.INTERRUPT);
        assertThat(halted).containsExactly(130);
        assertThat(said()).contains("once more stops at once", "stopped at once; run the same command again to go on");
    }

    @Test
    void before_anything_was_changed_the_first_one_ends_the_process() {
        interruption.received(Reason.TERMINATE);
        assertThat(halted).containsExactly(143);
        assertThat(signal.requested()).isFalse();
        assertThat(said()).contains("nothing was changed");
    }

    @Test
    void what_follows_the_learning_is_repeated_next_time() {
        interruption.phase(Phase.LEARN, "");
        interruption.phase(Phase.EXPORT, "");
        interruption.received(Reason.INTERRUPT);
        assertThat(halted).containsExactly(130);
        assertThat(said()).contains("run the same command again to go on");
    }

    @Test
    void the_exit_code_tells_which_signal_it_was() {
        assertThat(Interruption.exitCode(signal)).isEqualTo(130);
        signal.request(Reason.TERMINATE);
        assertThat(Interruption.exitCode(signal)).isEqualTo(143);
    }

    private String said() {
        return err.toString(StandardCharsets.UTF_8);
    }
}
