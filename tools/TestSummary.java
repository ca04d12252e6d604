// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * Reads surefire's XML and prints per module and leg how many tests ran, failed and were skipped, each failure and each
 * reason of a skip, and the slowest classes. Ends with 1 when something failed or nothing ran. {@code java TestSummary.java ROOT}
 */
public final class TestSummary {

    private record Test(String leg, String name, double seconds, String outcome, String message) {}

    private static final String OK = "ok";
    private static final String SKIPPED = "skipped";
    private static final String FAILED = "failed";

    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(arguments[0]);
        List<Test> tests = new ArrayList<>();
        for (Path report : reports(root)) {
            read(report, leg(root, report), tests);
        }
        printCounts(tests);
        tests.stream()
                .filter(t -> t.outcome.equals(FAILED))
                .forEach(t -> System.out.println("FAILED " + t.leg + ": " + t.name + "\n       " + t.message));
        printSkips(tests);
        printSlowest(tests);
        boolean good = !tests.isEmpty() && tests.stream().noneMatch(t -> t.outcome.equals(FAILED));
        System.exit(good ? 0 : 1);
    }

    private static List<Path> reports(Path root) throws IOException {
        try (Stream<Path> modules = Files.list(root)) {
            List<Path> found = new ArrayList<>();
            for (Path module : modules.sorted().toList()) {
                for (String folder : List.of("surefire-reports", "surefire-reports-avx2")) {
                    Path reports = module.resolve("target").resolve(folder);
                    if (Files.isDirectory(reports)) {
                        try (Stream<Path> files = Files.list(reports)) {
                            files.filter(f -> f.getFileName().toString().matches("TEST-.*\\.xml"))
                                    .sorted()
                                    .forEach(found::add);
                        }
                    }
                }
            }
            return found;
        }
    }

    /** The module, and the leg where it is not the usual one: "core", "core as avx2". */
    private static String leg(Path root, Path report) {
        Path inRoot = root.relativize(report);
        String folder = report.getParent().getFileName().toString();
        return inRoot.getName(0) + (folder.endsWith("-avx2") ? " as avx2" : "");
    }

    private static void read(Path report, String leg, List<Test> tests) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Document document = factory.newDocumentBuilder().parse(report.toFile());
        NodeList cases = document.getElementsByTagName("testcase");
        for (int i = 0; i < cases.getLength(); i++) {
            Element test = (Element) cases.item(i);
            String type = test.getAttribute("classname");
            String name = type.substring(type.lastIndexOf('.') + 1) + "." + test.getAttribute("name");
            String outcome = has(test, "failure") || has(test, "error") ? FAILED : has(test, SKIPPED) ? SKIPPED : OK;
            tests.add(new Test(leg, name, seconds(test), outcome, message(test)));
        }
    }

    private static boolean has(Element test, String tag) {
        return test.getElementsByTagName(tag).getLength() > 0;
    }

    private static double seconds(Element test) {
        String time = test.getAttribute("time").replace(",", "");
        return time.isEmpty() ? 0 : Double.parseDouble(time);
    }

    /** The first line of why a test failed or was skipped. */
    private static String message(Element test) {
        for (String tag : List.of("failure", "error", SKIPPED)) {
            NodeList found = test.getElementsByTagName(tag);
            if (found.getLength() > 0) {
                String message = ((Element) found.item(0)).getAttribute("message").strip();
                if (message.isEmpty()) {
                    message = found.item(0).getTextContent().lines().findFirst().orElse("").strip();
                }
                message = message.replaceFirst("^org.opentest4j.TestAbortedException: (Assumption failed: )?", "");
                return message.isEmpty() ? "no reason given" : firstLines(message);
            }
        }
        return "";
    }

    private static String firstLines(String message) {
        return message.lines().limit(4).collect(Collectors.joining("\n       "));
    }

    private static void printCounts(List<Test> tests) {
        Map<String, int[]> counts = new TreeMap<>();
        for (Test test : tests) {
            int[] count = counts.computeIfAbsent(test.leg, l -> new int[3]);
            count[test.outcome.equals(OK) ? 0 : test.outcome.equals(FAILED) ? 1 : 2]++;
        }
        System.out.printf("%-16s %7s %7s %8s %9s%n", "tests", "ok", "failed", "skipped", "seconds");
        for (Map.Entry<String, int[]> entry : counts.entrySet()) {
            int[] c = entry.getValue();
            double seconds = tests.stream().filter(t -> t.leg.equals(entry.getKey())).mapToDouble(Test::seconds).sum();
            System.out.printf("%-16s %7d %7d %8d %9.1f%n", entry.getKey(), c[0], c[1], c[2], seconds);
        }
        if (tests.isEmpty()) {
            System.out.println("no test ran");
        } else if (counts.keySet().stream().noneMatch(leg -> leg.endsWith(" as avx2"))) {
            System.out.println("no test ran as on a CPU without AVX-512: none has the tag engine, or the usual ones failed");
        }
    }

    private static void printSkips(List<Test> tests) {
        Map<String, Integer> reasons = new TreeMap<>();
        tests.stream()
                .filter(t -> t.outcome.equals(SKIPPED))
                .forEach(t -> reasons.merge(t.leg + ": " + t.message, 1, Integer::sum));
        reasons.forEach((reason, count) -> System.out.println("skipped " + count + "x " + reason));
    }

    private static void printSlowest(List<Test> tests) {
        Map<String, Double> seconds = new TreeMap<>();
        for (Test test : tests) {
            String type = test.name.replaceAll("[.].*", "");
            seconds.merge(type + " (" + test.leg + ")", test.seconds, Double::sum);
        }
        List<String> slowest = seconds.entrySet().stream()
                .filter(e -> e.getValue() >= 1)
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                .limit(8)
                .map(e -> String.format("%s %.1f s", e.getKey(), e.getValue()))
                .toList();
        if (!slowest.isEmpty()) {
            System.out.println("slowest: " + String.join(", ", slowest));
        }
    }
}
