// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.attune.fuzz.FirstInputs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class WeightsFuzzTest {

    static final List<StateDictFuzz> STATE_DICTS = StateDictFuzz.ALL;

    @TempDir
    Path folder;

    @Test
    void damaged_safetensors_end_in_a_problem_and_nothing_else() throws IOException {
        FirstInputs.areDealtWith(new SafetensorsFuzz(), 400, folder);
    }

    @ParameterizedTest
    @FieldSource("STATE_DICTS")
    void damaged_state_dicts_end_in_a_problem_and_nothing_else(StateDictFuzz kind) throws IOException {
        FirstInputs.areDealtWith(kind, 500, folder);
    }

    @Test
    void damaged_onnx_files_end_in_a_problem_and_nothing_else() throws IOException {
        FirstInputs.areDealtWith(new OnnxFuzz(), 120, folder);
    }
}
