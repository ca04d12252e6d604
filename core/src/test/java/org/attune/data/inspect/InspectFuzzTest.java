// SPDX-License-Identifier: Apache-2.0
package org.attune.data.inspect;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.attune.fuzz.FirstInputs;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class InspectFuzzTest {

    static final List<InspectFuzz> KINDS = InspectFuzz.ALL;

    @ParameterizedTest
    @FieldSource("KINDS")
    void a_damaged_file_is_inspected_cleaned_and_divided_or_a_problem(InspectFuzz kind, @TempDir Path folder)
            throws IOException {
        FirstInputs.areDealtWith(kind, 200, folder);
    }
}
