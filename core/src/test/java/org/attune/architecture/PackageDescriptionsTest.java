// SPDX-License-Identifier: Apache-2.0
package org.attune.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PackageDescriptionsTest {

    @Test
    void every_package_says_what_it_is_for_and_is_null_marked() {
        assertThat(breaches(Repository.sources())).isEmpty();
    }

    @Test
    void a_package_without_a_description_or_mark_is_named() {
        String folder = "core/src/main/java/org/attune/example/";
        SourceFile type = Repository.source(folder + "A.java", "package org.attune.example; final class A {}");
        SourceFile unmarked =
                Repository.source(folder + "package-info.java", "/** Example. */ package org.attune.example;");
        SourceFile bare = Repository.source(folder + "package-info.java", "@NullMarked package org.attune.example;");
        SourceFile good = Repository.source(
                folder + "package-info.java", "/** Example. */ @NullMarked package org.attune.example;");
        assertThat(breaches(List.of(type))).containsExactly("org.attune.example in core: has no package-info.java");
        assertThat(breaches(List.of(type, unmarked))).containsExactly("org.attune.example in core: is not @NullMarked");
        assertThat(breaches(List.of(type, bare)))
                .containsExactly("org.attune.example in core: does not say what it is for");
        assertThat(breaches(List.of(type, good))).isEmpty();
    }

    private static List<String> breaches(List<SourceFile> sources) {
        Map<String, String> descriptions = new TreeMap<>();
        for (SourceFile file : sources) {
            if (file.isMain()) {
                String name = file.packageName() + " in " + file.module();
                descriptions.merge(name, file.isPackageInfo() ? file.text() : "", String::concat);
            }
        }
        List<String> breaches = new ArrayList<>();
        descriptions.forEach((name, text) -> {
            if (text.isEmpty()) {
                breaches.add(name + ": has no package-info.java");
            } else if (!text.contains("@NullMarked")) {
                breaches.add(name + ": is not @NullMarked");
            } else if (!text.contains("/**")) {
                breaches.add(name + ": does not say what it is for");
            }
        });
        return breaches;
    }
}
