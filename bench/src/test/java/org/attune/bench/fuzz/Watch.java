// SPDX-License-Identifier: Apache-2.0
package org.attune.bench.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.attune.fuzz.FuzzInput;

/** Lets workers try inputs, and starts another one behind each input that a worker hung on or died of. */
final class Watch {

    /** Less memory than a lie about a length asks for. */
    private static final List<String> JVM = List.of(
            "-Xmx400m",
            "-Xss1m",
            "-XX:+UseSerialGC",
            "-XX:-CreateCoredumpOnCrash",
            "-Dorg.bytedeco.javacpp.maxbytes=0",
            "-Dorg.bytedeco.javacpp.maxphysicalbytes=0");

    private static final int POLL_MILLISECONDS = 200;
    private static final int NAMED = 20;

    private final long limitSeconds;
    private final Appendable out;

    /** @param limitSeconds for one input */
    Watch(long limitSeconds, Appendable out) {
        this.limitSeconds = limitSeconds;
        this.out = out;
    }

    /** Tries the inputs; each bad one is named as it is found. */
    Tally over(Work all) throws IOException, InterruptedException {
        Tally tally = Tally.NONE;
        Work work = all;
        while (work.first() < work.end() && System.currentTimeMillis() < work.deadline()) {
            Progress progress = Progress.at(work.progress());
            progress.reset(work.first());
            String end = run(work, progress);
            tally = tally.plus(progress.tally());
            if (end.isEmpty()) {
                break;
            } else if (!progress.isInside()) {
                throw new IOException("the worker of " + work.kind() + " ended between inputs: " + end);
            }
            long index = progress.begun();
            report(work, index, end);
            tally = tally.plus(new Tally(0, 0, 1));
            work = work.from(index + 1);
        }
        return tally;
    }

    /** How the worker ended before its time; empty if it did not. */
    private String run(Work work, Progress progress) throws IOException, InterruptedException {
        Process worker = start(work);
        try {
            long seen = progress.begun();
            long since = System.nanoTime();
            long reported = 0;
            while (!worker.waitFor(POLL_MILLISECONDS, TimeUnit.MILLISECONDS)) {
                reported = reportNew(work, reported, progress);
                if (progress.begun() != seen || !progress.isInside()) { // the start of a process is no input
                    seen = progress.begun();
                    since = System.nanoTime();
                } else if (System.nanoTime() - since > TimeUnit.SECONDS.toNanos(limitSeconds)) {
                    return "no end after " + limitSeconds + " s";
                }
            }
            reportNew(work, reported, progress);
            return worker.exitValue() == 0 ? "" : "the process died with exit code " + worker.exitValue();
        } finally {
            worker.destroyForcibly().waitFor();
        }
    }

    /** Names the inputs that threw since the last look, as far as their number is worth reading. */
    private long reportNew(Work work, long reported, Progress progress) throws IOException {
        long bad = progress.tally().bad();
        if (bad > reported && reported < NAMED) {
            out.append(String.format(
                    "%s: %d bad, the last one is input %d; what was thrown is in %s%n",
                    work.kind(), bad, progress.lastBad(), work.folder()));
        }
        return bad;
    }

    private void report(Work work, long index, String end) throws IOException {
        Path kept = work.kept(index, ".txt");
        Files.writeString(kept, end + "\n");
        out.append(String.format("%s: input %d: %s; %s%n", work.kind(), index, end, kept));
    }

    private static Process start(Work work) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.add("-XX:ErrorFile=" + work.folder().resolve(work.kind() + "-crash-%p.log"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), Worker.class.getName()));
        command.addAll(work.arguments());
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(work.folder().resolve(work.kind() + ".log").toFile())
                .start();
    }

    /** Writes an input as the file that it is. */
    static Path keep(Work work, long index) throws IOException {
        FuzzInput input = Kinds.named(work.kind()).input(work.seed(), index);
        return Files.write(work.kept(index, "-" + input.file()), input.bytes());
    }
}
