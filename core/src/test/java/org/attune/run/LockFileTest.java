// SPDX-License-Identifier: Apache-2.0
package org.attune.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LockFileTest {

    @TempDir
    Path folder;

    private Problem refusal() {
        InputException thrown = catchThrowableOfType(
                InputException.class, () -> LockFile.acquire(folder).close());
        assertThat(thrown).isNotNull();
        return thrown.problems().get(0);
    }

    private void stale(Owner owner) throws IOException {
        Files.writeString(folder.resolve("lock"), owner.json());
    }

    @Test
    void a_run_has_one_writer_among_processes_and_a_killed_one_gives_way() throws Exception {
        Path output = folder.resolve("run");
        try (OtherProcess other = OtherProcess.start(List.of(), "hold", output.toString())) {
            assertThat(other.line()).isEqualTo("NEW");
            assertThat(RunStatus.of(output).map(RunStatus::state)).contains(RunState.RUNNING);
            InputException thrown = catchThrowableOfType(
                    InputException.class,
                    () -> RunDirectory.open(output, OtherProcess.IDENTITY, false)
                            .close());
            assertThat(thrown.problems().get(0).code()).isEqualTo("run.locked");
            assertThat(thrown)
                    .hasMessageContaining(
                            "process " + other.pid() + " on \"" + Owner.self().host() + "\"");

            other.kill();
            assertThat(RunStatus.of(output).map(RunStatus::state)).contains(RunState.INTERRUPTED);
        }
        try (RunDirectory run = RunDirectory.open(output, OtherProcess.IDENTITY, false)) {
            assertThat(run.opening()).isEqualTo(RunDirectory.Opening.RESUMED);
        }
    }

    @Test
    void another_process_is_kept_out_even_after_this_one_has_read_the_lock_file() throws Exception {
        Path output = folder.resolve("run");
        try (RunDirectory run = RunDirectory.open(output, OtherProcess.IDENTITY, false)) {
            run.state(RunState.RUNNING, "");
            // reading closes a handle, which makes POSIX drop this process's lock; the owner's name still holds
            assertThat(Files.readString(output.resolve("lock")))
                    .contains("\"pid\":" + Owner.self().pid());
            try (OtherProcess other = OtherProcess.start(List.of(), "hold", output.toString())) {
                assertThat(other.line()).isEqualTo("run.locked");
            }
        }
    }

    @Test
    void this_process_does_not_open_a_run_twice() {
        try (LockFile lock = LockFile.acquire(folder)) {
            assertThat(refusal().code()).isEqualTo("run.locked");
            assertThat(refusal().found()).contains("this process");
            assertThat(LockFile.isHeld(folder)).isTrue();
            assertThat(lock).isNotNull();
        }
        assertThat(LockFile.isHeld(folder)).isFalse();
        LockFile.acquire(folder).close();
    }

    @Test
    void a_pid_that_another_process_has_by_now_is_dead() throws IOException {
        Owner self = Owner.self();
        Owner former = new Owner(self.pid(), Optional.of(Instant.parse("2001-01-01T00:00:00Z")), self.host());
        stale(former);
        assertThat(former.isAlive()).isFalse();
        assertThat(LockFile.isHeld(folder)).isFalse();
        LockFile.acquire(folder).close();
    }

    @Test
    void a_live_process_on_a_file_system_without_locks_is_respected() throws Exception {
        try (OtherProcess other =
                OtherProcess.start(List.of(), "hold", folder.resolve("run").toString())) {
            assertThat(other.line()).isEqualTo("NEW");
            ProcessHandle handle = ProcessHandle.of(other.pid()).orElseThrow();
            stale(new Owner(
                    other.pid(), handle.info().startInstant(), Owner.self().host()));
            assertThat(LockFile.isHeld(folder)).isTrue();
            assertThat(refusal().code()).isEqualTo("run.locked");
        }
    }

    @Test
    void a_lock_from_another_machine_is_not_stolen() throws IOException {
        stale(new Owner(1, Optional.empty(), "elsewhere"));
        assertThat(LockFile.isHeld(folder)).isTrue();
        Problem problem = refusal();
        assertThat(problem.code()).isEqualTo("run.locked-elsewhere");
        assertThat(problem.found()).contains("process 1 on \"elsewhere\"");
        assertThat(problem.fix()).contains("delete").contains("lock");
        assertThat(Owner.read(Files.readString(folder.resolve("lock")))).isPresent();
    }

    @Test
    void damaged_lock_files_read_as_free() throws IOException {
        for (String damaged :
                List.of("", "{", "[]", "{\"pid\":\"x\"}", "{\"pid\":1,\"started\":\"x\",\"host\":\"h\"}", "\0")) {
            Files.writeString(folder.resolve("lock"), damaged);
            assertThat(LockFile.isHeld(folder)).isFalse();
            LockFile.acquire(folder).close();
        }
    }
}
