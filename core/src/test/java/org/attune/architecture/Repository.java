// SPDX-License-Identifier: Apache-2.0
package org.attune.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** The checkout that these tests run in: its root and its Java sources, parsed. */
final class Repository {

    private Repository() {}

    /** Tests run in the folder of their module; the root is where the Maven script lies. */
    static Path root() {
        Path folder = Path.of("").toAbsolutePath();
        while (!Files.exists(folder.resolve("mvnw"))) {
            folder = Objects.requireNonNull(folder.getParent(), "no folder above has the file mvnw");
        }
        return folder;
    }

    /** Every Java file under {@code MODULE/src/main} and {@code MODULE/src/test} of all modules. */
    static List<SourceFile> sources() {
        Path root = root();
        List<JavaFileObject> files = new ArrayList<>();
        for (Path source : files(root, List.of("core/src", "app/src", "bench/src"))) {
            if (source.toString().endsWith(".java")) {
                String name = root.relativize(source).toString().replace('\\', '/');
                files.add(new Text(name, read(source)));
            }
        }
        return parse(files);
    }

    /** One source as if it lay at a path of the repository. */
    static SourceFile source(String path, String text) {
        return parse(List.of(new Text(path, text))).get(0);
    }

    /** All regular files under some folders of the root, in the order of their names. */
    static List<Path> files(Path root, List<String> folders) {
        List<Path> found = new ArrayList<>();
        for (String folder : folders) {
            if (Files.exists(root.resolve(folder))) {
                try (Stream<Path> walk = Files.walk(root.resolve(folder))) {
                    walk.filter(Files::isRegularFile)
                            .sorted(Comparator.comparing(Path::toString))
                            .forEach(found::add);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            }
        }
        return found;
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    private static List<SourceFile> parse(List<JavaFileObject> files) {
        JavaCompiler compiler =
                Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "the tests need a JDK, this is a JRE");
        JavacTask task = (JavacTask) compiler.getTask(null, null, problem -> {}, List.of("-proc:none"), null, files);
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        List<SourceFile> parsed = new ArrayList<>();
        try {
            for (CompilationUnitTree unit : task.parse()) {
                String path = unit.getSourceFile().toUri().getPath().substring(1);
                String text = unit.getSourceFile().getCharContent(true).toString();
                parsed.add(new SourceFile(path, text, unit, positions));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return parsed;
    }

    private static final class Text extends SimpleJavaFileObject {

        private final String text;

        Text(String path, String text) {
            super(URI.create("source:///" + path), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
