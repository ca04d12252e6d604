// SPDX-License-Identifier: Apache-2.0
package org.attune.run;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.attune.problem.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The process that writes a run. A pid alone is not enough: after a crash another process may have it.
 *
 * @param started empty where the system does not say
 */
record Owner(long pid, Optional<Instant> started, String host) {

    private static final String HOST = hostName();

    /** Linux counts the start from a boot time that moves with the clock's corrections. */
    private static final Duration CLOCK_SLACK = Duration.ofSeconds(2);

    static Owner self() {
        ProcessHandle process = ProcessHandle.current();
        return new Owner(process.pid(), process.info().startInstant(), HOST);
    }

    boolean isHere() {
        return host.equals(HOST);
    }

    /** Whether this very process still runs; only for owners on this host. */
    boolean isAlive() {
        return process().isPresent();
    }

    /** This very process, while it runs; only for owners on this host. */
    Optional<ProcessHandle> process() {
        return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).filter(this::startedThen);
    }

    boolean isSelf() {
        return isHere() && pid == ProcessHandle.current().pid() && isAlive();
    }

    private boolean startedThen(ProcessHandle process) {
        Optional<Instant> now = process.info().startInstant();
        return started.isEmpty()
                || now.isEmpty()
                || Duration.between(started.get(), now.get()).abs().compareTo(CLOCK_SLACK) <= 0;
    }

    String json() {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("pid", pid);
        all.put("started", started.map(Instant::toString).orElse(""));
        all.put("host", host);
        return Json.line(all) + "\n";
    }

    /** Empty for an empty or damaged lock file. */
    static Optional<Owner> read(String text) {
        try {
            JsonNode root = Json.read(text);
            String started = root.path("started").asString("");
            return root.path("pid").isIntegralNumber()
                    ? Optional.of(new Owner(
                            root.path("pid").asLong(0),
                            started.isEmpty() ? Optional.empty() : Optional.of(Instant.parse(started)),
                            root.path("host").asString("")))
                    : Optional.empty();
        } catch (JacksonException | DateTimeException damaged) {
            return Optional.empty();
        }
    }

    String shown() {
        return "process " + pid + " on " + Problem.quote(host)
                + started.map(instant -> ", started " + instant).orElse("");
    }

    /** The kernel's own name first: a name service may take seconds to answer, or not know this machine. */
    private static String hostName() {
        try {
            Path kernel = Path.of("/proc/sys/kernel/hostname");
            if (Files.isReadable(kernel)) {
                return Files.readString(kernel).strip();
            }
            String windows = System.getenv("COMPUTERNAME");
            return windows != null ? windows : InetAddress.getLocalHost().getHostName();
        } catch (IOException unknown) {
            return "localhost";
        }
    }
}
