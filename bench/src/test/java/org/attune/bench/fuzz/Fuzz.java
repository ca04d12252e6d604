// SPDX-License-Identifier: Apache-2.0
package org.attune.bench.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** {@code bench/fuzz}: tries broken inputs and says how each kind came through. */
final class Fuzz {

    private Fuzz() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        String[] rest = Arrays.copyOfRange(arguments, 1, arguments.length);
        Options options;
        try {
            options = Options.of(rest);
        } catch (IllegalArgumentException e) {
            System.err.println("bench/fuzz: " + e.getMessage());
            System.exit(2);
            return;
        }
        System.exit(run(options, folder) == 0 ? 0 : 1);
    }

    /** The number of bad inputs. */
    private static long run(Options options, Path folder) throws IOException, InterruptedException {
        long bad = 0;
        double share = options.minutes() / options.kinds().size();
        System.out.printf("%-18s %10s %10s %10s %6s %9s%n", "kind", "tried", "accepted", "refused", "bad", "per s");
        for (String kind : options.kinds()) {
            long began = System.currentTimeMillis();
            long first = options.only().orElse(0);
            long end = options.only().isPresent() ? first + 1 : options.count();
            Work work = new Work(kind, options.seed(), first, end, began + (long) (share * 60_000), folder);
            Tally tally = new Watch(options.limitSeconds(), System.out).over(work);
            double seconds = Math.max(1, System.currentTimeMillis() - began) / 1000.0;
            System.out.printf(
                    "%-18s %10d %10d %10d %6d %9.0f%n",
                    kind, tally.tried(), tally.accepted(), tally.refused(), tally.bad(), tally.tried() / seconds);
            bad += tally.bad();
            if (options.only().isPresent()) {
                show(work, first);
            }
        }
        return bad;
    }

    private static void show(Work work, long index) throws IOException {
        System.out.println("the input: " + Watch.keep(work, index));
        Path problem = work.kept(index, ".txt");
        if (Files.exists(problem)) {
            System.out.print(Files.readString(problem));
        }
    }
}
