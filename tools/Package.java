// SPDX-License-Identifier: Apache-2.0

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * {@code ./attune package [FILE]}: a zip that runs on a machine with a Java of its own and no build: the launchers,
 * {@code lib/*.jar}, the quickstart's data and the recipes. The same sources give the same bytes. Run by the launcher as {@code java Package.java HOME LIB [FILE]}.
 */
public final class Package {

    /** The pom's project.build.outputTimestamp: no clock in the zip. */
    private static final FileTime TIME = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

    public static void main(String[] arguments) throws IOException {
        Path home = Path.of(arguments[0]);
        Path lib = Path.of(arguments[1]);
        List<String> rest = List.of(arguments).subList(2, arguments.length);
        if (rest.contains("--help") || rest.contains("-h")) {
            System.out.println("""
                    attune package [FILE]

                    Writes a zip that runs on another machine of this platform with a Java 17 or newer and nothing else:
                    unpack it and start ./attune there. FILE is target/attune-VERSION-PLATFORM.zip unless given.

                      ./attune package /tmp/attune.zip""");
            return;
        }
        if (rest.size() > 1 || rest.stream().anyMatch(r -> r.startsWith("-"))) {
            System.err.printf(
                    "package: %s%n    rule: attune package [FILE]%n    do:   attune package --help   [cli.usage]%n", rest);
            System.exit(2);
        }
        String name = "attune-" + version(lib);
        Path zip = rest.isEmpty() ? home.resolve("target").resolve(name + "-" + platform(lib) + ".zip") : Path.of(rest.get(0));
        write(zip.toAbsolutePath(), name, home, lib);
        System.out.println(zip);
    }

    private static String version(Path lib) throws IOException {
        try (JarFile jar = new JarFile(lib.resolve("attune-app.jar").toFile())) {
            return jar.getManifest().getMainAttributes().getValue("Implementation-Version");
        }
    }

    /** The classifier of the natives that the build took, for example linux-x86_64 or linux-x86_64-gpu. */
    private static String platform(Path lib) throws IOException {
        try (Stream<Path> jars = Files.list(lib)) {
            return jars.map(j -> j.getFileName().toString())
                    .filter(n -> n.matches("pytorch-.*-(linux|macosx|windows)-.*\\.jar"))
                    .map(n -> n.replaceAll("pytorch-.*?-((linux|macosx|windows)-.*)\\.jar", "$1"))
                    .findFirst()
                    .orElse("any");
        }
    }

    private static void write(Path zip, String name, Path home, Path lib) throws IOException {
        Files.createDirectories(zip.getParent());
        Path unfinished = zip.resolveSibling(zip.getFileName() + ".part");
        Files.deleteIfExists(unfinished);
        List<Path> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(lib)) {
            files.filter(f -> f.toString().endsWith(".jar")).sorted().forEach(jars::add);
        }
        // Jars are compressed already, and only this zip provider keeps the launcher executable.
        Map<String, Object> options =
                Map.of("create", "true", "enablePosixFileAttributes", "true", "compressionMethod", "STORED");
        try (FileSystem files = FileSystems.newFileSystem(java.net.URI.create("jar:" + unfinished.toUri()), options)) {
            Path root = files.getPath("/" + name);
            Files.createDirectories(root.resolve("lib"));
            copy(home.resolve("LICENSE"), root.resolve("LICENSE"), "rw-r--r--");
            copy(home.resolve("README.md"), root.resolve("README.md"), "rw-r--r--");
            for (String folder : List.of("quickstart", "recipes")) {
                copyAll(home.resolve(folder), root.resolve(folder));
            }
            copy(home.resolve("attune"), root.resolve("attune"), "rwxr-xr-x");
            copy(home.resolve("attune.cmd"), root.resolve("attune.cmd"), "rwxr-xr-x");
            for (Path jar : jars) {
                copy(jar, root.resolve("lib").resolve(jar.getFileName().toString()), "rw-r--r--");
            }
            for (Path folder : List.of(root.resolve("lib"), root)) {
                Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
                Files.setLastModifiedTime(folder, TIME);
            }
        }
        Files.move(unfinished, zip, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void copyAll(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        List<Path> files;
        try (Stream<Path> all = Files.list(from)) {
            files = all.filter(Files::isRegularFile).sorted().toList();
        }
        for (Path file : files) {
            copy(file, to.resolve(file.getFileName().toString()), "rw-r--r--");
        }
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setLastModifiedTime(to, TIME);
    }

    private static void copy(Path from, Path to, String permissions) throws IOException {
        Files.copy(from, to);
        Files.setPosixFilePermissions(to, PosixFilePermissions.fromString(permissions));
        Files.setLastModifiedTime(to, TIME);
    }
}
