// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.List;
import java.util.function.Function;
import org.attune.problem.Problems;

/**
 * The tuning method by name; its own options are read by the method, see {@link #read}.
 *
 * @param options the keys below {@code method} other than its name, unread
 */
public record MethodConfig(String name, MapNode options) {

    public static final List<String> NAMES = List.of(
            "full",
            "head",
            "freeze",
            "gradual",
            "lora",
            "qlora",
            "distill",
            "dann",
            "coral",
            "mmd",
            "self-training",
            "l2-sp",
            "ewc",
            "lwf",
            "replay",
            "contrastive");

    public MethodConfig {
        Rules.of("method")
                .that(NAMES.contains(name), "name", "one of " + String.join(", ", NAMES), name)
                .check();
    }

    public static MethodConfig of(String name) {
        return new MethodConfig(name, MapNode.empty(Source.DEFAULT));
    }

    /**
     * Reads the method's own options into its own record. Keys that it does not read are problems, and what it reads
     * (defaults too) enters the resolved recipe and its fingerprint: call it before the run's identity is taken.
     *
     * @throws org.attune.problem.InputException with every problem of the options
     */
    public <T> T read(ResolvedRecipe resolved, Function<Section, T> reader) {
        Problems problems = new Problems();
        Section section = new Section(List.of("method"), options, new Binding(problems, resolved), List.of("name"));
        T read = reader.apply(section);
        section.finish();
        problems.throwIfAny();
        return read;
    }

    static MethodConfig bind(Section section) {
        String name = section.value("name", Kinds.choice(NAMES), "full");
        MapNode options = section.rest();
        return section.build(() -> new MethodConfig(name, options), of("full"));
    }
}
