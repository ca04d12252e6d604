// SPDX-License-Identifier: Apache-2.0
package org.attune.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

class ModelCardTest {

    @TempDir
    Path temporary;

    private static JsonNode frontMatter(String card) {
        assertThat(card).startsWith("---\n");
        return YAMLMapper.builder().build().readTree(card.substring(4, card.indexOf("\n---\n", 4) + 1));
    }

    @Test
    void the_front_matter_is_what_the_hub_reads() throws IOException {
        JsonNode yaml = frontMatter(ModelCard.of(SampleRuns.copy("classification", temporary)));

        assertThat(yaml.path("license").asString()).isEqualTo("apache-2.0");
        assertThat(yaml.path("library_name").asString()).isEqualTo("transformers");
        assertThat(yaml.path("pipeline_tag").asString()).isEqualTo("text-classification");
        assertThat(yaml.path("base_model").asString()).isEqualTo("sentence-transformers/all-MiniLM-L6-v2");
        assertThat(yaml.path("base_model_relation").asString()).isEqualTo("finetune");
        assertThat(yaml.path("datasets").isMissingNode()).isTrue();
        JsonNode result = yaml.path("model-index").path(0).path("results").path(0);
        assertThat(result.path("dataset").path("type").asString()).isEqualTo("csv");
        assertThat(result.path("metrics").path(0).path("type").asString()).isEqualTo("accuracy");
        assertThat(result.path("metrics").path(0).path("value").asDouble()).isEqualTo(0.8961038961038961);
        assertThat(result.path("metrics").path(1).path("type").asString()).isEqualTo("f1");
    }

    @Test
    void the_body_says_what_the_run_says() throws IOException {
        String card = ModelCard.of(SampleRuns.copy("classification", temporary));

        assertThat(card)
                .contains("to 14 labels: account_access, cancel_order")
                .contains("model = pipeline(\"text-classification\", model=\".\")")
                .contains("attune predict . \"Some text\"")
                .contains("| Accuracy | 0.896 \\[0.838, 0.935\\] | 0.071 | 0.805 | 0.084 |")
                .contains("| training.learning_rate | 0.0002 |")
                .contains("- train: support-train.csv (1105 rows)")
                .contains("| 0.197 | 3.0 | 105 | 0.902 | 0.898 |")
                .contains("- pytorch 2.10.0");
    }

    @Test
    void an_adapter_and_a_dataset_of_the_hub_are_named_as_such() throws IOException {
        SampleRuns.write(
                temporary,
                "recipe.yaml",
                "model: hf:org/encoder@main\ntask: token-classification\nmethod: {name: lora}\ndata: {train: ['hf:org/news', more.conll]}\n");
        JsonNode yaml = frontMatter(ModelCard.of(temporary));

        assertThat(yaml.path("library_name").asString()).isEqualTo("peft");
        assertThat(yaml.path("base_model").asString()).isEqualTo("org/encoder");
        assertThat(yaml.path("base_model_relation").asString()).isEqualTo("adapter");
        assertThat(yaml.path("datasets").path(0).asString()).isEqualTo("org/news");
        assertThat(yaml.path("tags").values()).extracting(tag -> tag.asString()).contains("lora");
        assertThat(yaml.path("license").isMissingNode()).isTrue();
    }

    @Test
    void a_model_of_this_machine_is_named_without_its_path() throws IOException {
        SampleRuns.write(
                temporary,
                "recipe.yaml",
                "model: /home/someone/models/encoder/\ntask: text-regression\ndata: {columns: {text_pair: b}}\n");
        String card = ModelCard.of(temporary);

        assertThat(card)
                .contains("encoder, fine-tuned for text regression")
                .contains("function_to_apply=\"none\"", "\"text_pair\": \"Another text\"")
                .contains("attune predict . --data FILE")
                .doesNotContain("someone");
        assertThat(frontMatter(card).path("base_model").isMissingNode()).isTrue();
    }

    @Test
    void equal_runs_have_equal_cards_wherever_their_output_is() throws IOException {
        String recipe = "model: 'hf:org/encoder'\ntask: text-classification\noutput: ";
        SampleRuns.write(temporary.resolve("one/intents"), "recipe.yaml", recipe + "results/our intents\n");
        SampleRuns.write(temporary.resolve("two/intents"), "recipe.yaml", recipe + "runs/two\n");

        assertThat(ModelCard.of(temporary.resolve("one/intents")))
                .isEqualTo(ModelCard.of(temporary.resolve("two/intents")))
                .contains("attune predict . \"Some text\"");
    }

    @Test
    void a_model_with_mean_pooling_is_not_said_to_work_in_pipelines() throws IOException {
        SampleRuns.write(
                temporary,
                "recipe.yaml",
                "model: {base: 'builtin:minilm', pooling: mean}\ntask: text-classification\n");

        assertThat(ModelCard.of(temporary))
                .contains("mean of the token vectors")
                .doesNotContain("import pipeline");
    }

    @Test
    void a_run_of_which_nothing_is_known_still_has_a_card() {
        assertThat(frontMatter(ModelCard.of(temporary)).path("library_name").asString())
                .isEqualTo("transformers");
    }

    @Test
    void words_of_others_cannot_become_markup() throws IOException {
        Path run = SampleRuns.copy("classification", temporary);
        String evaluation = Files.readString(run.resolve("evaluation.json"));
        SampleRuns.write(
                run,
                "evaluation.json",
                evaluation.replace("order_status", "<script>x</script> | [a](http://b) `c` \\n# d"));
        String card = ModelCard.of(run);

        assertThat(card)
                .contains("&lt;script>x&lt;/script> | \\[a\\](http://b) \\`c\\` # d")
                .doesNotContain("<script");
    }
}
