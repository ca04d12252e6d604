// SPDX-License-Identifier: Apache-2.0
package org.attune.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The launcher as it lies in an unpacked package, with a Java that only prints what it was given. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the fake uname and Java are those of Linux")
class LauncherTest {

    private static final String PRINTING_JAVA = """
            #!/bin/sh
            for argument in "$@"; do echo "argument $argument"; done
            echo "folder $(pwd -P)"
            echo "environment $OPENBLAS_NUM_THREADS $MALLOC_ARENA_MAX $LC_ALL"
            exit 7
            """;

    @TempDir
    private Path folder;

    private Path home;
    private Path jdk;

    private record Outcome(int code, String out, String err) {}

    @BeforeEach
    void unpack() throws IOException {
        home = folder.resolve("a package");
        jdk = folder.resolve("a jdk");
        executable(home.resolve("attune"), Files.readString(Repository.root().resolve("attune")));
        Files.createDirectories(home.resolve("lib"));
        Files.writeString(home.resolve("lib/attune-app.jar"), "");
        Files.writeString(home.resolve("lib/zeta.jar"), "");
        executable(jdk.resolve("bin/java"), PRINTING_JAVA);
        Files.writeString(jdk.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"17.0.15\"\n");
    }

    @Test
    void arguments_folder_and_exit_code_pass_through() throws Exception {
        Outcome outcome = run(home.resolve("attune"), Map.of(), "train", "a b.yaml", "seed=1");
        assertThat(outcome.code).isEqualTo(7);
        assertThat(outcome.out)
                .contains("argument org.attune.app.Main\nargument train\nargument a b.yaml\nargument seed=1\n")
                .contains("folder " + folder.toRealPath() + "\n")
                .contains("argument " + home.toRealPath() + "/lib/attune-app.jar:" + home.toRealPath()
                        + "/lib/zeta.jar\n")
                .contains("argument -Dattune.home=" + home.toRealPath() + "\n")
                .contains("argument -Dorg.bytedeco.javacpp.maxbytes=0\n")
                .contains("environment 1 2 ");
        assertThat(outcome.err).isEmpty();
    }

    @Test
    void it_finds_its_jars_through_symbolic_links() throws Exception {
        Path far = Files.createSymbolicLink(folder.resolve("far"), home.resolve("attune"));
        Path near = Files.createSymbolicLink(folder.resolve("near"), far.getFileName());
        Outcome outcome = run(near, Map.of());
        assertThat(outcome.code).isEqualTo(7);
        assertThat(outcome.out).contains(home.toRealPath() + "/lib/attune-app.jar");
    }

    @Test
    void a_jdk_gets_only_the_options_that_it_knows() throws Exception {
        assertThat(run(home.resolve("attune"), Map.of()).out).doesNotContain("native-access", "unsafe");
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"22\"\n");
        assertThat(run(home.resolve("attune"), Map.of()).out)
                .contains("argument --enable-native-access=ALL-UNNAMED\n")
                .doesNotContain("unsafe");
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"25.0.3\"\n");
        assertThat(run(home.resolve("attune"), Map.of()).out)
                .contains("argument --enable-native-access=ALL-UNNAMED\n")
                .contains("argument --sun-misc-unsafe-memory-access=allow\n");
    }

    @Test
    void what_the_user_sets_wins() throws Exception {
        Outcome outcome = run(
                home.resolve("attune"),
                Map.of("ATTUNE_JAVA_OPTS", "-Xmx3g -Dx=y", "OPENBLAS_NUM_THREADS", "4", "LC_ALL", "de_DE.UTF-8"));
        assertThat(outcome.out)
                .containsSubsequence("MaxRAMPercentage", "argument -Xmx3g\nargument -Dx=y\nargument -cp\n")
                .contains("environment 4 2 de_DE.UTF-8\n");
        assertThat(run(home.resolve("attune"), Map.of("LC_ALL", "POSIX")).out).contains("environment 1 2 C.UTF-8\n");
    }

    @Test
    void an_old_java_is_one_problem() throws Exception {
        Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"1.8.0_292\"\n");
        Outcome outcome = run(home.resolve("attune"), Map.of());
        assertThat(outcome.code).isEqualTo(2);
        assertThat(outcome.err)
                .startsWith(jdk + "/bin/java: this Java is version 1.8.0_292\n")
                .endsWith("[setup.java]\n");
        Outcome missing = run(home.resolve("attune"), Map.of("JAVA_HOME", folder + "/none"));
        assertThat(missing.code).isEqualTo(2);
        assertThat(missing.err).startsWith("JAVA_HOME: \"" + folder + "/none\" has no bin/java\n");
    }

    @Test
    void a_platform_without_natives_is_one_problem() throws Exception {
        executable(folder.resolve("bin/uname"), "#!/bin/sh\n[ $1 = -s ] && echo Linux || echo aarch64\n");
        Outcome outcome = run(home.resolve("attune"), Map.of("PATH", folder + "/bin:" + System.getenv("PATH")));
        assertThat(outcome.code).isEqualTo(2);
        assertThat(outcome.out).isEmpty();
        assertThat(outcome.err)
                .startsWith("this machine: Linux on aarch64\n    rule: libtorch's natives exist for Linux x86-64, ")
                .endsWith("[setup.platform]\n");
    }

    private Outcome run(Path launcher, Map<String, String> environment, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("sh", launcher.toString()));
        command.addAll(List.of(arguments));
        Path err = Files.createTempFile(folder, "err", ".txt");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectError(err.toFile());
        List.of("ATTUNE_JAVA_OPTS", "OPENBLAS_NUM_THREADS", "MALLOC_ARENA_MAX").forEach(builder.environment()::remove);
        builder.environment().put("JAVA_HOME", jdk.toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Outcome(process.waitFor(), out, Files.readString(err));
    }

    private static void executable(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }
}
