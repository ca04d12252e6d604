// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.util.List;
import java.util.Optional;

/** What decides which step is best. */
public sealed interface Validation {

    /** A share of the training rows, stratified; more than 0 and less than 1. */
    record Share(double share) implements Validation {
        public Share {
            Rules.of("data")
                    .that(
                            share > 0 && share < 1,
                            "validation",
                            "a share between 0 and 1, files, or none",
                            share,
                            "write 0.1 for a tenth of the training rows")
                    .check();
        }
    }

    record Files(List<String> files) implements Validation {
        public Files {
            files = List.copyOf(files);
            Paths.check("validation", files);
        }
    }

    /** No validation, so no early stopping: the last step is the result. */
    record None() implements Validation {}

    Kind<Validation> KIND =
            Kinds.of("a share such as 0.1, a file, a list of files, or none", Validation::read, Validation::write);

    private static Optional<Validation> read(Node node) {
        if (node instanceof ScalarNode scalar && scalar.isText("none")) {
            return Optional.of(new None());
        }
        Optional<Validation> share = Kinds.NUMBER.read(node).map(Share::new);
        if (share.isPresent() || (node instanceof ScalarNode scalar && scalar.kind() != ScalarNode.Kind.TEXT)) {
            return share;
        }
        return Kinds.TEXTS.read(node).map(Files::new);
    }

    private static Object write(Validation validation) {
        if (validation instanceof Share share) {
            return share.share();
        }
        return validation instanceof Files files ? files.files() : "none";
    }
}
