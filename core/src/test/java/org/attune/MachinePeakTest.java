// SPDX-License-Identifier: Apache-2.0
package org.attune;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.attune.tensor.Engine;
import org.attune.tensor.Processor;
import org.attune.tensor.Roofline;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("engine")
class MachinePeakTest {

    @TempDir
    Path folder;

    @Test
    void a_machine_does_something() {
        Roofline measured = Roofline.measure();
        assertThat(measured.fp32()).isPositive();
        assertThat(measured.convolution()).isPositive();
        assertThat(measured.memory()).isPositive();
        assertThat(measured.bf16() > 0).isEqualTo(Processor.current().hasBf16());
    }

    @Test
    void what_was_measured_counts_for_the_same_machine_and_threads_alone() throws IOException {
        Path file = folder.resolve("attune/roofline.json");
        assertThat(MachinePeak.known(file)).isEmpty();
        Roofline measured = new Roofline(Engine.threads(), 1e11, 7.5e11, 2e11, 3e10);
        MachinePeak.save(measured, file);
        assertThat(MachinePeak.known(file)).contains(measured);

        MachinePeak.save(new Roofline(Engine.threads() + 1, 1e11, 7.5e11, 2e11, 3e10), file);
        assertThat(MachinePeak.known(file)).isEmpty();
        Files.writeString(file, "{\"threads\": ");
        assertThat(MachinePeak.known(file)).isEmpty();
    }
}
