// SPDX-License-Identifier: Apache-2.0
package org.attune.architecture;

import com.sun.source.tree.CatchTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.lang.model.element.Modifier;

/** What a single source may not say. Each rule gives the places that break it, each with its line and the way out. */
final class SourceRules {

    private static final Pattern EMPTY_WORDS =
            Pattern.compile("(Abstract|Base)[A-Z].*|.*(Util|Utils|Helper|Manager|Impl)");

    private static final int MOST_PARAMETERS = 6;

    /** Commands, for the exit code, and the named places where tests of crash safety let the process die. */
    private static final Set<String> MAY_END_THE_PROCESS = Set.of(
            "app/src/main/java/org/attune/app/Main.java",
            "bench/src/test/java/org/attune/bench/fuzz/Fuzz.java",
            "core/src/main/java/org/attune/run/Hazard.java");

    private SourceRules() {}

    static final Map<String, Function<SourceFile, List<String>>> ALL = all();

    private static Map<String, Function<SourceFile, List<String>>> all() {
        Map<String, Function<SourceFile, List<String>>> rules = new LinkedHashMap<>();
        rules.put("the licence stands in the first line", SourceRules::licence);
        rules.put("only Main ends the process", SourceRules::exit);
        rules.put("core prints nothing", SourceRules::printing);
        rules.put("nobody sleeps", SourceRules::sleeping);
        rules.put("nobody catches Throwable", SourceRules::catchingThrowable);
        rules.put("nobody logs by java.util.logging", SourceRules::logging);
        rules.put("only app sees picocli", SourceRules::picocli);
        rules.put("classes are final or sealed", SourceRules::openClasses);
        rules.put("names say what a type is", SourceRules::names);
        rules.put("methods have at most six parameters", SourceRules::parameters);
        return rules;
    }

    private static List<String> licence(SourceFile file) {
        boolean stands = file.isPackageInfo() || file.text().startsWith("// SPDX-License-Identifier: Apache-2.0\n");
        return stands ? List.of() : List.of(file.path() + ":1: begin with // SPDX-License-Identifier: Apache-2.0");
    }

    private static List<String> exit(SourceFile file) {
        if (MAY_END_THE_PROCESS.contains(file.path())) {
            return List.of();
        }
        return selections(
                file, Pattern.compile("(System|Runtime\\.getRuntime\\(\\))\\.(exit|halt)"), "throw a problem instead");
    }

    private static List<String> printing(SourceFile file) {
        boolean library = file.module().equals("core") && file.isMain();
        return library
                ? selections(file, Pattern.compile("System\\.(out|err)"), "return it, or log it by slf4j")
                : List.of();
    }

    private static List<String> sleeping(SourceFile file) {
        return selections(
                file,
                Pattern.compile("(Thread|TimeUnit\\.[A-Z]+|[A-Z]+SECONDS)\\.sleep"),
                "wait for the thing itself (join, await, waitFor)");
    }

    private static List<String> catchingThrowable(SourceFile file) {
        return collect(file, new Visitor() {
            @Override
            public Void visitCatch(CatchTree part, BiConsumer<Tree, String> found) {
                if (part.getParameter().getType().toString().matches("(.*\\W)?Throwable(\\W.*)?")) {
                    found.accept(part, "catch (Throwable): catch what can be dealt with here");
                }
                return super.visitCatch(part, found);
            }
        });
    }

    private static List<String> logging(SourceFile file) {
        return file.isMain() ? importsOf(file, "java.util.logging", "use slf4j") : List.of();
    }

    private static List<String> picocli(SourceFile file) {
        return file.module().equals("app") ? List.of() : importsOf(file, "picocli", "the command line lives in app");
    }

    private static List<String> openClasses(SourceFile file) {
        return !file.isMain()
                ? List.of()
                : classes(file, (type, found) -> {
                    var modifiers = type.getModifiers().getFlags();
                    boolean anonymous = type.getSimpleName().length() == 0;
                    boolean closed = modifiers.contains(Modifier.FINAL) || modifiers.contains(Modifier.SEALED);
                    if (type.getKind() == Tree.Kind.CLASS && !anonymous && !closed) {
                        found.accept(
                                type, "class " + type.getSimpleName() + ": make it final, sealed, a record or an enum");
                    }
                });
    }

    private static List<String> names(SourceFile file) {
        return classes(file, (type, found) -> {
            if (EMPTY_WORDS.matcher(type.getSimpleName()).matches()) {
                found.accept(type, type.getSimpleName() + ": name it after what it is or does, in a word of the field");
            }
        });
    }

    /** Records are exempt in their constructors: theirs is the one place where many values have names. */
    private static List<String> parameters(SourceFile file) {
        return classes(file, (type, found) -> {
            for (Tree member : type.getMembers()) {
                if (member instanceof MethodTree method
                        && method.getParameters().size() > MOST_PARAMETERS
                        && (type.getKind() != Tree.Kind.RECORD || method.getReturnType() != null)) {
                    found.accept(
                            method,
                            method.getName() + ": " + method.getParameters().size() + " parameters, at most "
                                    + MOST_PARAMETERS + ": make them a record");
                }
            }
        });
    }

    private static List<String> importsOf(SourceFile file, String prefix, String wayOut) {
        return collect(file, new Visitor() {
            @Override
            public Void visitImport(ImportTree part, BiConsumer<Tree, String> found) {
                if (part.getQualifiedIdentifier().toString().startsWith(prefix + ".")) {
                    found.accept(part, part.getQualifiedIdentifier() + ": " + wayOut);
                }
                return super.visitImport(part, found);
            }
        });
    }

    private static List<String> selections(SourceFile file, Pattern forbidden, String wayOut) {
        return collect(file, new Visitor() {
            @Override
            public Void visitMemberSelect(MemberSelectTree part, BiConsumer<Tree, String> found) {
                if (forbidden.matcher(part.toString()).matches()) {
                    found.accept(part, part + ": " + wayOut);
                }
                return super.visitMemberSelect(part, found);
            }
        });
    }

    private static List<String> classes(SourceFile file, BiConsumer<ClassTree, BiConsumer<Tree, String>> rule) {
        return collect(file, new Visitor() {
            @Override
            public Void visitClass(ClassTree part, BiConsumer<Tree, String> found) {
                rule.accept(part, found);
                return super.visitClass(part, found);
            }
        });
    }

    private static List<String> collect(SourceFile file, Visitor visitor) {
        List<String> found = new ArrayList<>();
        visitor.scan(file.tree(), (part, what) -> found.add(file.at(part, what)));
        return found;
    }

    private static class Visitor extends TreeScanner<Void, BiConsumer<Tree, String>> {}
}
