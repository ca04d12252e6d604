// SPDX-License-Identifier: Apache-2.0
package org.attune.model;

import java.io.IOException;
import java.nio.file.Path;
import org.attune.fuzz.FirstInputs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfigFuzzTest {

    @Test
    void a_changed_configuration_is_read_or_refused(@TempDir Path folder) throws IOException {
        FirstInputs.areDealtWith(new ConfigFuzz(), 1000, folder);
    }
}
