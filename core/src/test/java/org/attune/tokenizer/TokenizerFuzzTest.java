// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import java.io.IOException;
import java.nio.file.Path;
import org.attune.fuzz.FirstInputs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A defect takes the whole process down, so that the test run stops here. */
final class TokenizerFuzzTest {

    @Test
    void a_broken_file_is_refused_or_harmless(@TempDir Path folder) throws IOException {
        FirstInputs.areDealtWith(new TokenizerFuzz(), 300, folder);
    }

    @Test
    void a_broken_file_of_an_older_directory_is_refused_or_harmless(@TempDir Path folder) throws IOException {
        FirstInputs.areDealtWith(new VocabularyFuzz(), 400, folder);
    }
}
