// SPDX-License-Identifier: Apache-2.0
package org.attune.hub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.attune.hub.HubFixture.REPOSITORY;
import static org.attune.hub.HubFixture.encoder;
import static org.attune.hub.HubFixture.settings;
import static org.attune.hub.HubFixture.text;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.attune.problem.InputException;
import org.attune.problem.WorkException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the cache alone is good for: switched off, hub away, or filled by another tool. */
final class HubOfflineTest {

    @TempDir
    Path cache;

    private FakeHub server;
    private String commit = "";

    @BeforeEach
    void start() throws IOException {
        server = new FakeHub();
        commit = server.commit(REPOSITORY, "main", encoder());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private HubSettings online() {
        return settings(server.endpoint(), cache);
    }

    private Hub offline() {
        return new Hub(online().withOffline(true), HubProgress.NONE);
    }

    private Path snapshot() {
        return cache.resolve("models--acme--small-bert/snapshots").resolve(commit);
    }

    /** As a tool leaves it that loads a model and no tokenizer. */
    private void filledByAnotherTool(String... names) throws IOException {
        Files.createDirectories(snapshot());
        for (String name : names) {
            Files.write(snapshot().resolve(name), encoder().getOrDefault(name, text("{}")));
        }
        Path refs = Files.createDirectories(cache.resolve("models--acme--small-bert/refs"));
        Files.writeString(refs.resolve("main"), commit);
    }

    @Test
    void a_fetched_model_serves_by_branch_and_by_commit_without_a_request() {
        Path online = new Hub(online(), HubProgress.NONE).resolve(REPOSITORY, "main");
        server.seen.clear();
        assertThat(offline().resolve(REPOSITORY, "main")).isEqualTo(online);
        assertThat(offline().resolve(REPOSITORY, commit)).isEqualTo(online);
        assertThat(server.seen).isEmpty();
    }

    @Test
    void an_unknown_model_is_said_to_be_unknown_to_the_cache() {
        assertThatThrownBy(() -> offline().resolve(REPOSITORY, "v1"))
                .isInstanceOf(InputException.class)
                .hasMessageContainingAll(
                        "hf:acme/small-bert@v1: the cache " + cache + " does not know this model at this revision",
                        "unset HF_HUB_OFFLINE",
                        "[hub.offline]");
        assertThat(server.seen).isEmpty();
    }

    @Test
    void what_is_missing_is_named() throws IOException {
        filledByAnotherTool("tokenizer.json");
        assertThatThrownBy(() -> offline().resolve(REPOSITORY, "main"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("the cache holds the model without config.json, model.safetensors");
        Files.writeString(
                snapshot().resolve("model.safetensors.index.json"), "{\"weight_map\":{\"a\":\"x.safetensors\"}}");
        Files.writeString(snapshot().resolve("config.json"), "{}");
        assertThatThrownBy(() -> offline().resolve(REPOSITORY, "main"))
                .hasMessageContaining("the cache holds the model without x.safetensors");
    }

    @Test
    void a_commit_that_another_tool_fetched_in_part_is_completed() throws IOException {
        filledByAnotherTool("config.json", "model.safetensors");
        assertThat(offline().resolve(REPOSITORY, commit)).isEqualTo(snapshot());
        assertThat(snapshot().resolve("tokenizer.json")).doesNotExist();
        new Hub(online(), HubProgress.NONE).resolve(REPOSITORY, commit);
        assertThat(snapshot().resolve("tokenizer.json")).hasBinaryContent(HubFixture.TOKENIZER);
        assertThat(server.paths("storage")).hasSize(1);
    }

    @Test
    void a_hub_that_is_away_leaves_the_last_state_of_the_branch_in_use() {
        Path before = new Hub(online(), HubProgress.NONE).resolve(REPOSITORY, "main");
        server.commit(REPOSITORY, "main", Map.of("config.json", text("{}"), "model.safetensors", text("new")));
        for (int i = 0; i < 3; i++) {
            server.once("/model.safetensors", FakeHub.status(503));
        }
        assertThat(new Hub(online(), HubProgress.NONE).resolve(REPOSITORY, "main"))
                .as("the update broke off half way")
                .isEqualTo(before);
        server.close();
        assertThat(new Hub(online(), HubProgress.NONE).resolve(REPOSITORY, "main"))
                .isEqualTo(before);
    }

    @Test
    void a_refusal_is_not_hidden_by_the_cache() {
        new Hub(online(), HubProgress.NONE).resolve(REPOSITORY, "main");
        server.once("/revision/main", FakeHub.status(403, "X-Error-Code", "GatedRepo"));
        assertThatThrownBy(() -> new Hub(online(), HubProgress.NONE).resolve(REPOSITORY, "main"))
                .isInstanceOf(InputException.class)
                .hasMessageContaining("[hub.gated]");
    }

    @Test
    void a_partial_cache_does_not_stand_in_for_a_hub_that_is_away() throws IOException {
        filledByAnotherTool("config.json");
        server.close();
        assertThatThrownBy(() -> new Hub(online(), HubProgress.NONE).resolve(REPOSITORY, "main"))
                .isInstanceOf(WorkException.class)
                .hasMessageContaining("[hub.unreachable]");
    }

    @Test
    void a_ref_that_is_no_commit_is_as_good_as_none() throws IOException {
        filledByAnotherTool("config.json", "model.safetensors");
        Files.writeString(cache.resolve("models--acme--small-bert/refs/main"), "../../../../etc");
        assertThatThrownBy(() -> offline().resolve(REPOSITORY, "main"))
                .hasMessageContaining("does not know this model");
    }
}
