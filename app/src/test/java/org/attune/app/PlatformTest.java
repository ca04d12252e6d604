// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.attune.problem.InputException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlatformTest {

    @ParameterizedTest
    @CsvSource({"Linux, amd64", "Mac OS X, aarch64", "Windows 11, amd64"})
    void natives_exist(String system, String processor) {
        assertThatCode(() -> Platform.check(system, processor)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({"Linux, aarch64", "Mac OS X, x86_64", "Windows 11, aarch64", "FreeBSD, amd64", "Linux, riscv64"})
    void no_natives_exist(String system, String processor) {
        assertThatThrownBy(() -> Platform.check(system, processor))
                .isInstanceOf(InputException.class)
                .hasMessageContaining(system + " on " + processor)
                .hasMessageContaining("[setup.platform]");
    }
}
