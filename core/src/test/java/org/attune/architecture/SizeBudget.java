// SPDX-License-Identifier: Apache-2.0
package org.attune.architecture;

import com.sun.source.tree.MethodTree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How large the sources may be: small files and methods are read whole, and a file that grows is two things. Exceptions are
 * listed with a written reason, and one that is no longer needed must go.
 */
final class SizeBudget {

    static final int FILE_LINES = 300;
    static final int METHOD_LINES = 40;
    static final int MEDIAN = 90;
    static final int NINE_IN_TEN = 170;

    private SizeBudget() {}

    /** Path, or path#method, to its reason; each line of the list is {@code PATH | REASON}, {@code #} begins a comment. */
    static Map<String, String> exceptions(String list) {
        Map<String, String> reasons = new HashMap<>();
        list.lines()
                .map(String::strip)
                .filter(l -> !l.isEmpty() && !l.startsWith("#"))
                .forEach(line -> {
                    String[] parts = line.split("\\|", 2);
                    if (parts.length < 2 || parts[1].strip().length() < 20) {
                        throw new IllegalArgumentException("an exception needs PATH | REASON in a sentence: " + line);
                    }
                    reasons.put(parts[0].strip(), parts[1].strip());
                });
        return reasons;
    }

    /** Everything over the limit that is not an exception, and every exception that nothing needs. */
    static List<String> breaches(List<SourceFile> files, Map<String, String> exceptions) {
        Map<String, String> large = new TreeMap<>();
        for (SourceFile file : files) {
            if (file.lineCount() > FILE_LINES) {
                large.put(file.path(), file.lineCount() + " lines, at most " + FILE_LINES);
            }
            if (file.isMain()) {
                addLongMethods(file, large);
            }
        }
        List<String> breaches = new ArrayList<>();
        large.forEach((where, what) -> {
            if (!exceptions.containsKey(where)) {
                breaches.add(where + ": " + what + "; split it, or write down why not in size-exceptions.txt");
            }
        });
        exceptions.keySet().stream()
                .filter(e -> !large.containsKey(e))
                .sorted()
                .forEach(e -> breaches.add(e + ": is within the budget; take it off size-exceptions.txt"));
        return breaches;
    }

    private static void addLongMethods(SourceFile file, Map<String, String> large) {
        new TreeScanner<Void, Void>() {
            @Override
            public Void visitMethod(MethodTree method, Void nothing) {
                long lines = file.lastLine(method) - file.firstLine(method) + 1;
                if (method.getBody() != null && lines > METHOD_LINES) {
                    large.put(file.path() + "#" + method.getName(), lines + " lines, at most " + METHOD_LINES);
                }
                return super.visitMethod(method, null);
            }
        }.scan(file.tree(), null);
    }

    /** The value at a share of the sorted list, by nearest rank; 0 of an empty list. */
    static int quantile(List<Integer> values, double share) {
        List<Integer> sorted = values.stream().sorted().toList();
        return sorted.isEmpty() ? 0 : sorted.get(Math.max(0, (int) Math.ceil(share * sorted.size()) - 1));
    }

    /** Lines of the main files that hold code: package descriptions would only flatter the median. */
    static List<Integer> lines(List<SourceFile> files) {
        return files.stream()
                .filter(f -> f.isMain() && !f.isPackageInfo())
                .map(SourceFile::lineCount)
                .toList();
    }

    /** The table that ./check prints: one line per package of main sources, then all of them. */
    static String table(List<SourceFile> files) {
        Map<String, List<SourceFile>> packages = new TreeMap<>();
        files.stream()
                .filter(f -> f.isMain() && !f.isPackageInfo())
                .forEach(f -> packages.computeIfAbsent(f.packageName(), p -> new ArrayList<>())
                        .add(f));
        StringBuilder table = new StringBuilder(String.format(
                "%-36s %6s %7s %7s %7s %7s%n", "size of main sources", "files", "lines", "median", "9 in 10", "max"));
        packages.forEach((name, members) -> table.append(line(name, lines(members))));
        return table.append(line("all", lines(files)))
                .append(String.format("%-51s %7d %7d %7d%n", "budget", MEDIAN, NINE_IN_TEN, FILE_LINES))
                .toString();
    }

    private static String line(String name, List<Integer> lines) {
        return String.format(
                "%-36s %6d %7d %7d %7d %7d%n",
                name,
                lines.size(),
                lines.stream().mapToInt(Integer::intValue).sum(),
                quantile(lines, 0.5),
                quantile(lines, 0.9),
                quantile(lines, 1.0));
    }
}
