// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Path;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.attune.problem.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class HubReferenceTest {

    @Test
    void a_name_is_read_with_and_without_prefix_and_revision() {
        assertThat(HubReference.parse("hf:acme/bert")).isEqualTo(new HubReference("acme/bert", "main"));
        assertThat(HubReference.parse("gpt2@v1.0")).isEqualTo(new HubReference("gpt2", "v1.0"));
        assertThat(HubReference.parse("hf:a/b@refs/pr/1").revision()).isEqualTo("refs/pr/1");
        assertThat(HubReference.parse("hf:acme/bert")).hasToString("hf:acme/bert");
        assertThat(HubReference.parse("hf:acme/bert@v1")).hasToString("hf:acme/bert@v1");
    }

    @Test
    void the_folder_is_the_one_that_other_tools_use() {
        assertThat(HubReference.parse("sentence-transformers/all-MiniLM-L6-v2").folder())
                .isEqualTo("models--sentence-transformers--all-MiniLM-L6-v2");
        assertThat(HubReference.parse("gpt2").folder()).isEqualTo("models--gpt2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "hf:", "a/b/c", "../x", "a/..", "a--b/c", "a b", "/x", "x/", ".x", "-x", "x.git", "a/b\n", "ä/b"
            })
    void names_that_no_repository_has_are_refused(String name) {
        assertThatThrownBy(() -> HubReference.parse(name))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("is no name of a repository", "[hub.repository-name]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "..", "a/../b", "/a", "a/", ".hidden", "a b", "a\\b", "a:b", "x.lock", "a//b", "-x", "a@b"})
    void names_that_no_revision_has_are_refused(String name) {
        assertThatThrownBy(() -> new HubReference("acme/bert", name))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("is no name of a revision", "[hub.revision-name]");
    }

    @Property(tries = 2000)
    boolean whatever_is_accepted_stays_inside_the_cache_and_makes_an_address(
            @ForAll @StringLength(max = 12) @CharRange(from = '!', to = 'z') String text) {
        HubReference reference;
        try {
            reference = HubReference.parse("hf:a/" + text);
        } catch (InputException e) {
            return true;
        }
        Path cache = Path.of("/cache").toAbsolutePath();
        Path ref = cache.resolve(reference.folder()).resolve("refs").resolve(reference.revision());
        URI address = URI.create("http://h/api/models/" + reference.repository() + "/revision/"
                + HubReference.encoded(reference.revision()));
        return ref.normalize().equals(ref)
                && ref.startsWith(cache.resolve(reference.folder()).resolve("refs"))
                && address.getRawPath().chars().filter(c -> c == '/').count() == 6
                && address.normalize().equals(address);
    }
}
