// SPDX-License-Identifier: Apache-2.0
package org.attune.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

class LayersTest {

    @Test
    void every_package_sees_only_lower_layers() {
        JavaClasses core = CompiledClasses.ofCore();
        assertThat(core).hasSizeGreaterThanOrEqualTo(5);
        assertThat(new Layers("org.attune").breaches(core)).isEmpty();
    }

    @Test
    void a_look_upwards_a_look_sideways_and_an_unknown_package_are_breaches() {
        String fixture = CompiledClasses.FIXTURE + ".";
        assertThat(new Layers(CompiledClasses.FIXTURE).breaches(CompiledClasses.ofFixture()))
                .containsExactly(
                        fixture + "nn.Sideways sees " + fixture + "optim.Keeps: optim is not below nn",
                        fixture + "problem.Upward sees " + fixture + "nn.Sideways: nn is not below problem",
                        fixture + "stray.Unlisted: the package stray is in no layer; add it to the table of Layers");
    }
}
