// SPDX-License-Identifier: Apache-2.0
package org.attune.run;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HazardTest {

    @AfterEach
    void clear() {
        System.clearProperty(Hazard.PROPERTY);
    }

    @Test
    void nothing_happens_without_a_hazard_or_at_another_place() {
        assertThatCode(() -> Hazard.at("test:place")).doesNotThrowAnyException();
        System.setProperty(Hazard.PROPERTY, "disk-full:test:other");
        assertThatCode(() -> Hazard.at("test:place")).doesNotThrowAnyException();
    }

    @Test
    void the_disk_is_full_from_the_named_pass_on() {
        System.setProperty(Hazard.PROPERTY, "disk-full:test:place#3");
        assertThatCode(() -> Hazard.at("test:place")).doesNotThrowAnyException();
        assertThatCode(() -> Hazard.at("test:place")).doesNotThrowAnyException();
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> Hazard.at("test:place"))
                    .isInstanceOf(IOException.class)
                    .hasMessage("No space left on device");
        }
    }
}
