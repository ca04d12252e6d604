// SPDX-License-Identifier: Apache-2.0
package org.attune.architecture;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;

/**
 * A parsed Java file.
 *
 * @param path relative to the root of the repository, with slashes
 */
record SourceFile(String path, String text, CompilationUnitTree tree, SourcePositions positions) {

    String module() {
        return path.substring(0, path.indexOf('/'));
    }

    boolean isMain() {
        return path.contains("/src/main/");
    }

    boolean isPackageInfo() {
        return path.endsWith("/package-info.java");
    }

    String packageName() {
        return tree.getPackageName() == null ? "" : tree.getPackageName().toString();
    }

    /** The name of the file without its ending: the top-level type. */
    String typeName() {
        return path.substring(path.lastIndexOf('/') + 1, path.length() - ".java".length());
    }

    int lineCount() {
        return (int) text.lines().count();
    }

    /** The first and the last line of a tree, counted from 1. */
    long firstLine(Tree part) {
        return tree.getLineMap().getLineNumber(positions.getStartPosition(tree, part));
    }

    long lastLine(Tree part) {
        return tree.getLineMap().getLineNumber(positions.getEndPosition(tree, part));
    }

    String at(Tree part, String what) {
        return path + ":" + firstLine(part) + ": " + what;
    }
}
