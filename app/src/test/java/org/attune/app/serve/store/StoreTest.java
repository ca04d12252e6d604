// SPDX-License-Identifier: Apache-2.0
package org.attune.app.serve.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import org.attune.app.serve.http.Scope;
import org.attune.app.serve.store.FeedbackTable.Feedback;
import org.attune.app.serve.store.FeedbackTable.Kept;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class StoreTest {

    @TempDir
    Path folder;

    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has other rights")
    void nobody_else_may_read_the_file_nor_those_beside_it() throws Exception {
        Path file = folder.resolve("s.db");
        try (Store store = Store.open(file)) {
            assertThat(store.keys().list()).isEmpty();
            try (var files = Files.list(folder)) {
                assertThat(files)
                        .allSatisfy(
                                each -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                                        .isEqualTo("rw-------"));
            }
        }
    }

    @Test
    void what_one_process_writes_another_one_reads_at_once() {
        try (Store one = Store.open(folder.resolve("s.db"));
                Store other = Store.open(folder.resolve("s.db"))) {
            Keys.Made made = one.keys().create(EnumSet.of(Scope.TUNE, Scope.INFER), "a note");
            assertThat(other.keys().find(made.secret())).contains(made.key());
            assertThat(other.keys().revoke(made.key().id())).isTrue();
            assertThat(one.keys().find(made.secret())).isEmpty();
            assertThat(one.keys().list())
                    .singleElement()
                    .satisfies(key -> assertThat(key.revoked()).isNotNull());
        }
    }

    @Test
    void feedback_comes_in_its_order_of_one_model_or_of_all() {
        try (Store store = Store.open(folder.resolve("s.db"))) {
            for (String model : List.of("a", "b", "a")) {
                store.feedback().add(new Feedback(model, null, "{\"text\":\"é'\"}", null, "label", "\"x\"", ""));
            }
            List<Kept> all = new ArrayList<>();
            store.feedback().each(null, all::add);
            assertThat(all).extracting(Kept::number).containsExactly(1L, 2L, 3L);
            List<Kept> own = new ArrayList<>();
            store.feedback().each("a", own::add);
            assertThat(own).extracting(Kept::number).containsExactly(1L, 3L);
            assertThat(own.get(0).feedback().input()).isEqualTo("{\"text\":\"é'\"}");
        }
    }
}
