// SPDX-License-Identifier: Apache-2.0
package org.attune.tokenizer;

import ai.djl.huggingface.tokenizers.jni.TokenizersLibrary;
import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.attune.problem.InputException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loads the Rust library out of DJL's jar. DJL's own loader is not used: it probes for CUDA, reports its use to a server
 * and downloads what it does not find. Files go to {@code attune.natives} (a system property), {@code ATTUNE_NATIVES},
 * or {@code ~/.cache/attune/natives}; a folder that cannot be written is replaced by a private temporary one.
 */
final class NativeLibrary {

    private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);
    private static final List<String> WINDOWS =
            List.of("libwinpthread-1.dll", "libgcc_s_seh-1.dll", "libstdc++-6.dll", "tokenizers.dll");

    private NativeLibrary() {}

    /** The entry points, loaded once per process. */
    static TokenizersLibrary get() {
        return Loaded.LIBRARY;
    }

    private static final class Loaded {
        private static final TokenizersLibrary LIBRARY = load();
    }

    private static TokenizersLibrary load() {
        String platform = platform(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
        try {
            Path folder = folder(platform);
            for (String name : files(platform)) {
                Path file = extract("/native/lib/" + platform + "/cpu/" + name, folder.resolve(name));
                LOG.debug("Loading {}", file);
                System.load(file.toString());
            }
        } catch (IOException | UnsatisfiedLinkError e) {
            throw new InputException(
                    "tokenizer.native",
                    "the tokenizer library for " + platform,
                    String.valueOf(e.getMessage()),
                    "the library is unpacked to a folder that can be written and loaded from there",
                    "set -Dattune.natives=FOLDER to a folder that allows execution");
        }
        return TokenizersLibrary.LIB;
    }

    static String platform(String os, String arch) {
        String system = os.toLowerCase(Locale.ROOT);
        String name = system.startsWith("linux") ? "linux" : system.startsWith("mac") ? "osx" : "win";
        boolean arm = arch.equals("aarch64") || arch.equals("arm64");
        boolean known =
                arm ? !name.equals("win") : arch.equals("amd64") || (arch.equals("x86_64") && !name.equals("osx"));
        if (!known || !(system.startsWith("linux") || system.startsWith("mac") || system.startsWith("windows"))) {
            throw new InputException(
                    "tokenizer.platform",
                    "this machine",
                    os + " on " + arch,
                    "tokenizers exist for Linux x86-64 and arm64, macOS arm64 and Windows x86-64",
                    "run on one of these");
        }
        return name + (arm ? "-aarch64" : "-x86_64");
    }

    private static List<String> files(String platform) {
        if (platform.startsWith("win")) {
            return WINDOWS;
        }
        return List.of(platform.startsWith("osx") ? "libtokenizers.dylib" : "libtokenizers.so");
    }

    private static Path folder(String platform) throws IOException {
        Properties version = new Properties();
        try (InputStream in = TokenizersLibrary.class.getResourceAsStream("/native/lib/tokenizers.properties")) {
            version.load(in);
        }
        String named = System.getProperty("attune.natives", System.getenv("ATTUNE_NATIVES"));
        Path root = named != null
                ? Path.of(named)
                : Path.of(System.getProperty("user.home", "."), ".cache", "attune", "natives");
        Path folder = root.toAbsolutePath().resolve("tokenizers-" + version.getProperty("version") + "-" + platform);
        try {
            return Files.createDirectories(folder);
        } catch (IOException e) {
            LOG.debug("{} cannot be written: {}", folder, e.toString());
            Path temporary = Files.createTempDirectory("attune-tokenizers");
            temporary.toFile().deleteOnExit();
            return temporary;
        }
    }

    /** Writes beside and renames, so that two processes never see half a file; a file of the right size is taken as it is. */
    private static Path extract(String resource, Path file) throws IOException {
        URL url = TokenizersLibrary.class.getResource(resource);
        if (url == null) {
            throw new IOException("no " + resource + " in the tokenizers jar");
        }
        if (Files.isRegularFile(file)
                && Files.size(file) == url.openConnection().getContentLengthLong()) {
            return file;
        }
        Path beside = Files.createTempFile(file.getParent(), file.getFileName().toString(), ".part");
        try (InputStream in = url.openStream()) {
            Files.copy(in, beside, StandardCopyOption.REPLACE_EXISTING);
            move(beside, file);
        } finally {
            Files.deleteIfExists(beside);
        }
        return file;
    }

    private static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
