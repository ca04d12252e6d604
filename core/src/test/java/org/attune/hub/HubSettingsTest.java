// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.attune.problem.InputException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HubSettingsTest {

    @TempDir
    Path home;

    private HubSettings from(String... pairs) {
        Map<String, String> environment = new HashMap<>(Map.of("HOME", home.toString()));
        for (int i = 0; i < pairs.length; i += 2) {
            environment.put(pairs[i], pairs[i + 1]);
        }
        return HubSettings.fromEnvironment(environment);
    }

    @Test
    void an_empty_environment_means_the_public_hub_and_the_cache_at_home() {
        HubSettings settings = from();
        assertThat(settings.endpoint()).hasToString(HubSettings.DEFAULT_ENDPOINT);
        assertThat(settings.cache()).isEqualTo(home.resolve(".cache/huggingface/hub"));
        assertThat(settings.token()).isEmpty();
        assertThat(settings.offline()).isFalse();
        assertThat(settings.symbolicLinks()).isTrue();
    }

    @Test
    void the_cache_folder_follows_the_variables_in_their_order() {
        assertThat(from("XDG_CACHE_HOME", "/x").cache()).isEqualTo(Path.of("/x/huggingface/hub"));
        assertThat(from("XDG_CACHE_HOME", "/x", "HF_HOME", "~/hf").cache()).isEqualTo(home.resolve("hf/hub"));
        assertThat(from("HF_HOME", "/h", "HUGGINGFACE_HUB_CACHE", "/old").cache())
                .isEqualTo(Path.of("/old"));
        assertThat(from("HUGGINGFACE_HUB_CACHE", "/old", "HF_HUB_CACHE", "/new").cache())
                .isEqualTo(Path.of("/new"));
        assertThat(from("HF_HOME", " ").cache()).isEqualTo(home.resolve(".cache/huggingface/hub"));
    }

    @Test
    void the_token_comes_from_the_variable_or_the_file_of_a_log_in() throws IOException {
        Files.writeString(home.resolve("token"), "hf_file\n");
        String folder = home.toString();
        assertThat(from("HF_HOME", folder).token()).contains("hf_file");
        assertThat(from("HF_HOME", folder, "HF_TOKEN", " hf_variable\n").token())
                .contains("hf_variable");
        assertThat(from("HF_TOKEN_PATH", folder + "/token").token()).contains("hf_file");
        assertThat(from("HF_HOME", folder, "HF_HUB_DISABLE_IMPLICIT_TOKEN", "1").token())
                .isEmpty();
    }

    @Test
    void no_text_shows_the_token() {
        assertThat(from("HF_TOKEN", "hf_secret").toString())
                .contains("token=set")
                .doesNotContain("hf_secret");
        assertThatThrownBy(() -> from("HF_TOKEN", "hf_sec\nret"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("HF_TOKEN: the token holds characters that no token has")
                .hasMessageNotContaining("hf_sec");
    }

    @ParameterizedTest
    @CsvSource({"1,true", "ON,true", "yes,true", "True,true", "0,false", "off,false", "2,false"})
    void offline_is_what_the_hubs_own_library_takes_for_yes(String value, boolean offline) {
        assertThat(from("HF_HUB_OFFLINE", value).offline()).isEqualTo(offline);
    }

    @ParameterizedTest
    @ValueSource(strings = {"huggingface.co", "ftp://h", "http://", "https://u:p@h", "https://h?x=1", "not an address"})
    void an_endpoint_that_is_no_address_is_refused(String value) {
        assertThatThrownBy(() -> from("HF_ENDPOINT", value))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll("HF_ENDPOINT", "is no address of a hub", "[hub.endpoint]");
    }

    @Test
    void an_endpoint_loses_its_last_slash() {
        assertThat(from("HF_ENDPOINT", "https://mirror.example/hf/").endpoint())
                .hasToString("https://mirror.example/hf");
    }

    @Test
    void the_environments_proxy_is_used_unless_the_host_is_excepted() {
        assertThat(proxyOf("HTTPS_PROXY", "http://proxy.example:3128"))
                .isEqualTo(InetSocketAddress.createUnresolved("proxy.example", 3128));
        assertThat(proxyOf("https_proxy", "proxy.example:3128"))
                .isEqualTo(InetSocketAddress.createUnresolved("proxy.example", 3128));
        assertThat(proxyOf("HTTPS_PROXY", "http://proxy.example:3128", "NO_PROXY", "a.example, .hub.example"))
                .isNull();
        assertThatThrownBy(() -> from("HTTPS_PROXY", "http://user:word@proxy.example:3128"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("[hub.proxy]")
                .hasMessageNotContaining("word@");
    }

    private @Nullable Object proxyOf(String... pairs) {
        String[] all = Arrays.copyOf(pairs, pairs.length + 2);
        all[pairs.length] = "HF_ENDPOINT";
        all[pairs.length + 1] = "https://www.hub.example";
        URI target = URI.create("https://www.hub.example");
        Proxy proxy = from(all).transport().proxy().select(target).get(0);
        return proxy.type() == Proxy.Type.DIRECT ? null : proxy.address();
    }
}
