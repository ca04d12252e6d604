// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** {@code /v1/fine_tuning/jobs} and the models that jobs make. One job runs, to its end; all look at it. */
@Tag("engine")
@TestMethodOrder(MethodOrderer.MethodName.class)
class ServeJobsTest {

    private static final String JOBS = "/v1/fine_tuning/jobs";

    @TempDir
    static Path folder;

    private static Served served;
    private static String file = "";
    private static String job = "";
    private static String hopeless = "";
    private static String waiting = "";

    @BeforeAll
    static void tune() throws Exception {
        Path base = TinyWriter.in(folder.resolve("writer"), true);
        Path plain = TinyWriter.in(folder.resolve("plain"), false);
        served = Served.open(folder.resolve("s.db"), "base=" + base, plain.toString(), TinyRuns.classes(folder));
        String lines = Files.readString(TinyData.conversations(folder.resolve("train.jsonl"), 8));
        file = ok(served.send(Form.upload("fine-tune", "train.jsonl", lines).to(served.request("/v1/files"), 1 << 20)))
                .path("id")
                .stringValue();
        String body = "{\"model\": \"base\", \"training_file\": \"" + file + "\", \"validation_file\": \"" + file
                + "\", \"suffix\": \"my tone\", \"seed\": 5, \"metadata\": {\"a\": \"b\"}, \"method\": {\"type\":"
                + " \"supervised\", \"supervised\": {\"hyperparameters\": {\"n_epochs\": 2, \"batch_size\": 4,"
                + " \"learning_rate_multiplier\": 2}}}}";
        job = ok(served.post(JOBS, body)).path("id").stringValue();
        hopeless = ok(served.post(JOBS, "{\"model\": \"plain\", \"training_file\": \"" + file + "\"}"))
                .path("id")
                .stringValue();
        waiting = ok(served.post(JOBS, "{\"model\": \"base\", \"training_file\": \"" + file + "\"}"))
                .path("id")
                .stringValue();
        assertThat(Served.error(
                        served.send(served.request("/v1/files/" + file).DELETE().build())))
                .startsWith("409 file_in_use");
        assertThat(act(waiting, "pause").path("status").stringValue()).isEqualTo("paused");
        await(job, "succeeded");
    }

    @AfterAll
    static void stop() {
        served.close();
    }

    private static JsonNode ok(HttpResponse<String> response) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
        return Served.json(response);
    }

    private static JsonNode act(String id, String act) {
        return ok(served.post(JOBS + "/" + id + "/" + act, ""));
    }

    /** Waits for the state; fails where the job ends in another one. */
    private static JsonNode await(String id, String status) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
        JsonNode now = ok(served.get(JOBS + "/" + id));
        while (!now.path("status").stringValue().equals(status)) {
            assertThat(now.path("status").stringValue())
                    .as(now.toString())
                    .isIn("validating_files", "queued", "running", "paused");
            assertThat(System.nanoTime()).isLessThan(end);
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
            now = ok(served.get(JOBS + "/" + id));
        }
        return now;
    }

    private static List<JsonNode> data(String path) {
        return List.copyOf(ok(served.get(path)).path("data").values());
    }

    private static List<String> texts(List<JsonNode> all, String field) {
        return all.stream().map(one -> one.path(field).stringValue()).toList();
    }

    @Test
    void a_job_that_succeeded_says_what_was_asked_and_what_came_of_it() {
        JsonNode done = ok(served.get(JOBS + "/" + job));
        assertThat(done.path("object").stringValue()).isEqualTo("fine_tuning.job");
        assertThat(done.path("fine_tuned_model").stringValue())
                .isEqualTo("ft:base:attune:my-tone:" + job.substring(job.length() - 8));
        assertThat(done.path("hyperparameters").path("n_epochs").intValue()).isEqualTo(2);
        assertThat(done.path("method")
                        .path("supervised")
                        .path("hyperparameters")
                        .path("batch_size")
                        .intValue())
                .isEqualTo(4);
        assertThat(done.path("seed").intValue()).isEqualTo(5);
        assertThat(done.path("trained_tokens").intValue()).isPositive();
        assertThat(done.path("finished_at").longValue())
                .isGreaterThanOrEqualTo(done.path("created_at").longValue());
        assertThat(done.path("error").isNull()).isTrue();
        assertThat(done.path("metadata").path("a").stringValue()).isEqualTo("b");
    }

    @Test
    void it_told_of_every_step_once_the_newest_first_and_in_pages() {
        List<JsonNode> all = data(JOBS + "/" + job + "/events?limit=100");
        List<String> messages = new ArrayList<>(texts(all, "message"));
        java.util.Collections.reverse(messages);
        assertThat(messages.subList(0, 4))
                .containsExactly(
                        "Created fine-tuning job: " + job,
                        "Validating training file: " + file,
                        "Files validated, moving job to queued state",
                        "Fine-tuning job started");
        assertThat(messages.stream().filter(text -> text.matches("Step [1-4]: training loss=[0-9.]+")))
                .hasSize(4);
        assertThat(messages.stream().filter(text -> text.matches("Step [24]: full validation loss=[0-9.]+")))
                .hasSize(2);
        assertThat(messages.get(messages.size() - 1)).isEqualTo("The job has successfully completed");
        List<String> paged = new ArrayList<>();
        String after = "";
        JsonNode page;
        do {
            page = ok(served.get(JOBS + "/" + job + "/events?limit=3" + after));
            paged.addAll(texts(List.copyOf(page.path("data").values()), "id"));
            after = "&after=" + paged.get(paged.size() - 1);
        } while (page.path("has_more").booleanValue());
        assertThat(paged).isEqualTo(texts(all, "id"));
    }

    @Test
    void its_checkpoints_are_models_and_its_numbers_a_file() {
        List<JsonNode> checkpoints = data(JOBS + "/" + job + "/checkpoints");
        assertThat(checkpoints.stream().map(one -> one.path("step_number").intValue()))
                .containsExactly(4, 2);
        JsonNode metrics = checkpoints.get(0).path("metrics");
        assertThat(metrics.path("train_loss").doubleValue()).isPositive();
        assertThat(metrics.path("full_valid_loss").doubleValue()).isPositive();
        String name = checkpoints.get(0).path("fine_tuned_model_checkpoint").stringValue();
        assertThat(name).endsWith(":ckpt-step-4");
        assertThat(texts(data("/v1/models"), "id")).contains("base", name, name.replace(":ckpt-step-4", ""));
        String results =
                ok(served.get(JOBS + "/" + job)).path("result_files").path(0).stringValue();
        assertThat(ok(served.get("/v1/files/" + results)).path("purpose").stringValue())
                .isEqualTo("fine-tune-results");
        List<String> csv =
                served.get("/v1/files/" + results + "/content").body().lines().toList();
        assertThat(csv.get(0)).startsWith("step,train_loss,train_accuracy,valid_loss,");
        assertThat(csv).hasSize(5);
        assertThat(csv.get(2)).matches("2,[0-9.]+,,[0-9.]+,[0-9.]+,[0-9.]+,[0-9.]+");
        assertThat(Served.error(served.post(JOBS, "{\"model\": \"base\", \"training_file\": \"" + results + "\"}")))
                .startsWith("400 invalid_file_purpose training_file: ");
    }

    /** What a checkpoint and the result write is what the command writes with their folders. */
    @Test
    void models_of_jobs_chat_as_their_folders_do() {
        Path run = folder.resolve("s-data/jobs").resolve(job).resolve("run");
        String name = ok(served.get(JOBS + "/" + job)).path("fine_tuned_model").stringValue();
        for (List<String> pair : List.of(
                List.of(name, run.toString()),
                List.of(name + ":ckpt-step-2", run.resolve("models/step-000002").toString()),
                List.of(name + ":ckpt-step-4", run.resolve("models/step-000004").toString()))) {
            JsonNode answer = ok(served.post(
                    "/v1/chat/completions",
                    "{\"model\": \"" + pair.get(0) + "\", \"messages\": [{\"role\": \"user\", \"content\": \"hello\"}],"
                            + " \"max_tokens\": 8, \"temperature\": 0}"));
            JsonNode said = Cli.run("generate", pair.get(1), "hello", "--max-new-tokens", "8", "--json")
                    .json();
            assertThat(answer.path("choices").path(0).path("message").path("content"))
                    .isEqualTo(said.path("text"));
        }
    }

    @Test
    void a_job_that_cannot_learn_fails_with_all_that_is_wrong_and_no_place_of_this_machine() {
        JsonNode failed = await(hopeless, "failed");
        assertThat(failed.path("error").path("code").stringValue()).isEqualTo("invalid_job");
        assertThat(failed.path("error").path("message").stringValue())
                .contains("the model has no chat template", "rule: ", "do: ", file + ".jsonl:1")
                .doesNotContain(folder.toString());
        assertThat(failed.path("finished_at").isNumber()).isTrue();
        assertThat(failed.path("fine_tuned_model").isNull()).isTrue();
        assertThat(texts(data(JOBS + "/" + hopeless + "/events?limit=1"), "level"))
                .containsExactly("error");
    }

    @Test
    void lists_of_jobs_have_pages_and_ask_for_metadata() {
        assertThat(texts(data(JOBS), "id")).containsSubsequence(waiting, job);
        assertThat(texts(data(JOBS + "?after=" + hopeless + "&limit=1"), "id")).containsExactly(job);
        assertThat(texts(data(JOBS + "?metadata%5Ba%5D=b"), "id")).containsExactly(job);
        assertThat(data(JOBS + "?metadata%5Ba%5D=c")).isEmpty();
        assertThat(texts(data(JOBS + "?metadata=null"), "id")).contains(waiting).doesNotContain(job);
    }

    @Test
    void z_a_paused_job_goes_on_and_a_cancelled_one_is_over() {
        assertThat(Served.error(served.post(JOBS + "/" + waiting + "/pause", "")))
                .startsWith("400 invalid_job_status fine_tune_id: the job " + waiting + " is paused");
        assertThat(act(waiting, "resume").path("status").stringValue()).isIn("queued", "running");
        await(waiting, "running");
        JsonNode cancelled = act(waiting, "cancel");
        assertThat(cancelled.path("status").stringValue()).isEqualTo("cancelled");
        assertThat(cancelled.path("finished_at").isNumber()).isTrue();
        assertThat(Served.error(served.post(JOBS + "/" + waiting + "/cancel", "")))
                .startsWith("400 invalid_job_status fine_tune_id: the job " + waiting + " is cancelled");
        assertThat(Served.error(served.post(JOBS + "/" + job + "/cancel", "")))
                .startsWith("400 invalid_job_status fine_tune_id: the job " + job + " is succeeded");
        assertThat(Served.error(served.post(JOBS + "/" + job + "/resume", ""))).startsWith("400 invalid_job_status");
        assertThat(data(JOBS + "/" + waiting + "/checkpoints")).isEmpty();
    }

    @Test
    void zz_a_model_is_deleted_with_its_files_and_the_server_forgets_nothing_else() throws Exception {
        String name = ok(served.get(JOBS + "/" + job)).path("fine_tuned_model").stringValue();
        JsonNode deleted =
                ok(served.send(served.request("/v1/models/" + name).DELETE().build()));
        assertThat(deleted.path("id").stringValue()).isEqualTo(name);
        assertThat(deleted.path("deleted").booleanValue()).isTrue();
        assertThat(Served.error(served.get("/v1/models/" + name))).startsWith("404 model_not_found");
        Path run = folder.resolve("s-data/jobs").resolve(job).resolve("run");
        assertThat(run.resolve("model")).doesNotExist();
        assertThat(run.resolve("models/step-000002")).exists();
        assertThat(ok(served.get("/v1/models/" + name + ":ckpt-step-2"))
                        .path("owned_by")
                        .stringValue())
                .isEqualTo("attune");
        assertThat(Served.error(
                        served.send(served.request("/v1/models/base").DELETE().build())))
                .startsWith("403 not_deletable");
        assertThat(ok(served.send(served.request("/v1/files/" + file).DELETE().build()))
                        .path("deleted")
                        .booleanValue())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{} | 400 missing_required_parameter model",
                "{\"model\": \"none\", \"training_file\": \"FILE\"} | 400 model_not_available model: The model \"none\" does not exist",
                "{\"model\": \"classes\", \"training_file\": \"FILE\"} | 400 model_not_available model",
                "{\"model\": \"base\"} | 400 missing_required_parameter training_file",
                "{\"model\": \"base\", \"training_file\": \"file-none\"} | 404 not_found training_file: No such File object: file-none",
                "{\"model\": \"base\", \"training_file\": 3} | 400 invalid_type training_file",
                "{\"model\": \"base\", \"training_file\": \"FILE\", \"validation_file\": \"file-none\"} | 404 not_found validation_file",
                "{\"model\": \"base\", \"training_file\": \"FILE\", \"suffix\": \"\"} | 400 invalid_type suffix",
                "{\"model\": \"base\", \"training_file\": \"FILE\", \"seed\": -1} | 400 invalid_type seed",
                "{\"model\": \"base\", \"training_file\": \"FILE\", \"metadata\": {\"a\": 1}} | 400 invalid_type metadata",
                "{\"model\": \"base\", \"training_file\": \"FILE\", \"method\": {\"type\": \"dpo\"}} | 400 unsupported_method method.type: The method dpo is not supported",
                "{\"model\": \"base\", \"training_file\": \"FILE\", \"method\": {\"type\": \"reinforcement\"}} | 400 unsupported_method method.type",
                "{\"model\": \"base\", \"training_file\": \"FILE\", \"hyperparameters\": {\"n_epochs\": 51}} | 400 invalid_type n_epochs",
                "{\"model\": \"base\", \"training_file\": \"FILE\", \"hyperparameters\": {\"epochs\": 5}} | 400 unknown_parameter epochs",
                "{\"model\": \"base\", \"training_file\": \"FILE\", \"hyperparameters\": {\"batch_size\": \"big\"}} | 400 invalid_type batch_size",
                "{\"model\": \"base\", \"training_file\": \"FILE\", \"integrations\": [{\"type\": \"wandb\"}]} | 400 unsupported_parameter integrations",
                "{\"model\": \"base\", \"training_file\": \"FILE\", \"sufix\": \"a\"} | 400 unknown_parameter sufix",
                "{\"model\": | 400 invalid_json"
            })
    void a_job_that_cannot_be_is_refused_with_the_field(String body, String error) {
        int before = data(JOBS).size();
        assertThat(Served.error(served.post(JOBS, body.replace("FILE", file)))).startsWith(error);
        assertThat(data(JOBS)).hasSize(before);
    }

    @Test
    void an_unknown_job_is_not_found_whatever_is_asked_of_it() {
        for (String path : List.of("", "/events", "/checkpoints")) {
            assertThat(Served.error(served.get(JOBS + "/ftjob-none" + path)))
                    .startsWith("404 fine_tune_not_found fine_tune_id: Could not find fine tune: ");
        }
        for (String act : List.of("cancel", "pause", "resume")) {
            assertThat(served.post(JOBS + "/ftjob-none/" + act, "").statusCode())
                    .isEqualTo(404);
        }
    }
}
