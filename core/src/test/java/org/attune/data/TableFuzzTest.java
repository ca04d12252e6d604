// SPDX-License-Identifier: Apache-2.0
package org.attune.data;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.attune.fuzz.FirstInputs;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class TableFuzzTest {

    static final List<TableFuzz> KINDS = TableFuzz.ALL;

    @ParameterizedTest
    @FieldSource("KINDS")
    void a_damaged_file_is_a_table_or_a_problem(TableFuzz kind, @TempDir Path folder) throws IOException {
        FirstInputs.areDealtWith(kind, 300, folder);
    }
}
