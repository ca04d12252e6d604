// SPDX-License-Identifier: Apache-2.0
package org.attune.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The content of {@code state.json}.
 *
 * @param created when the run directory was made
 * @param updated when the state last changed
 * @param message one line for people, may be empty
 */
public record RunStatus(RunState state, Instant created, Instant updated, String message) {

    static final String FILE = "state.json";

    /** What a reader sees: a run that is RUNNING with nobody at work was interrupted. Empty: missing or damaged. */
    public static Optional<RunStatus> of(Path run) {
        return read(run)
                .map(status -> status.state == RunState.RUNNING && !LockFile.isHeld(run)
                        ? new RunStatus(RunState.INTERRUPTED, status.created, status.updated, status.message)
                        : status);
    }

    /** The process of this machine that writes a run now. */
    public static Optional<ProcessHandle> writer(Path run) {
        return LockFile.owner(run).filter(Owner::isHere).flatMap(Owner::process);
    }

    static Optional<RunStatus> read(Path run) {
        try {
            JsonNode root = Json.read(Files.readString(run.resolve(FILE)));
            Optional<RunState> state = RunState.of(root.path("state").asString(""));
            Instant created = Instant.parse(root.path("created").asString(""));
            Instant updated = Instant.parse(root.path("updated").asString(""));
            return state.map(known ->
                    new RunStatus(known, created, updated, root.path("message").asString("")));
        } catch (IOException | JacksonException | DateTimeException damaged) {
            return Optional.empty();
        }
    }

    String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("state", state.word());
        all.put("created", created.toString());
        all.put("updated", updated.toString());
        all.put("message", message);
        return Json.pretty(all);
    }
}
