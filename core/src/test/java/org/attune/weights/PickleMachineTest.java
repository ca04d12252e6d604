// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pickles that no torch.save would write. */
class PickleMachineTest {

    @TempDir
    Path folder;

    private static PickleBytes pickle() {
        return new PickleBytes().raw("\u0080\2");
    }

    private Path file(PickleBytes pickle, int storageBytes) throws IOException {
        return pickle.zip(folder.resolve("model.pt"), storageBytes);
    }

    private List<String> problems(PickleBytes pickle) throws IOException {
        return TensorBytes.problems(file(pickle, 4));
    }

    private static PickleBytes oneTensor(int elements, int offset, int[] sizes, int[] strides) {
        return pickle().raw("}(")
                .text("w")
                .tensor(elements, offset, sizes, strides)
                .raw("u.");
    }

    @Test
    void a_tensor_is_what_sizes_and_strides_select_from_its_storage() throws IOException {
        Path file = file(oneTensor(12, 1, new int[] {2, 3}, new int[] {1, 4}), 12);
        assertThat(TensorBytes.contents(file)).containsEntry("w", "w U8[2, 3] 010509" + "02060a");
    }

    @Test
    void an_ordered_dict_of_pairs_as_python_2_wrote_it_is_read() throws IOException {
        PickleBytes pickle = pickle().global("collections", "OrderedDict").raw("(](](U\1w");
        Path file = file(pickle.tensor(4, 0, new int[] {4}, new int[] {1}).raw("eetR."), 4);
        assertThat(TensorBytes.contents(file)).containsEntry("w", "w U8[4] 00010203");
    }

    @ParameterizedTest
    @CsvSource({
        "os, system",
        "posix, system",
        "builtins, eval",
        "__builtin__, getattr",
        "subprocess, Popen",
        "torch.storage, _load_from_bytes",
        "torch, load",
        "torch._utils, _rebuild_qtensor",
        "collections, namedtuple",
        "numpy.core.multiarray, scalar",
        "torch._utils, __builtins__.eval",
    })
    void every_other_global_is_refused_by_name(String module, String name) throws IOException {
        String dotted = "this file tries to call \"" + module + "." + name + "\"";
        assertThat(problems(pickle().global(module, name).raw("(").text("x").raw("tR.")))
                .singleElement()
                .asString()
                .contains(dotted);
        assertThat(problems(pickle().text(module).text(name).raw("\u0093.")))
                .singleElement()
                .asString()
                .contains(dotted);
        assertThat(problems(pickle().raw("(i" + module + "\n" + name + "\n.")))
                .singleElement()
                .asString()
                .contains(dotted);
    }

    @Test
    void storages_of_types_that_cannot_be_used_are_named() throws IOException {
        assertThat(problems(pickle().global("torch", "ComplexFloatStorage").raw(".")))
                .singleElement()
                .asString()
                .contains("keeps numbers in \"torch.ComplexFloatStorage\"", "[weights.dtype]");
    }

    @Test
    void storage_types_cannot_be_called() throws IOException {
        assertThat(problems(pickle().global("torch", "FloatStorage")
                        .raw("(J")
                        .i32(9)
                        .raw("tR.")))
                .singleElement()
                .asString()
                .contains("\"torch.FloatStorage\"");
    }

    @ParameterizedTest
    @CsvSource({
        "4, 0, 5, 1", // larger than its storage
        "4, 1, 4, 1", // starts inside and leaves it
        "4, -1, 2, 1",
        "4, 5, 0, 1",
        "4, 0, -1, 1",
        "4, 0, 2, -1",
        "4, 0, 2, 4",
        "4, 0, 2, 2147483647",
        "-4, 0, 0, 1",
        "4, 0, 2147483647, 0", // an expanded bomb
        "5, 0, 4, 1", // a storage larger than the file's data
        "2147483647, 0, 4, 1",
    })
    void a_tensor_outside_its_storage_is_refused(int elements, int offset, int size, int stride) throws IOException {
        assertThat(problems(oneTensor(elements, offset, new int[] {size}, new int[] {stride})))
                .singleElement()
                .asString()
                .containsAnyOf("[weights.pickle]", "[weights.truncated]");
    }

    @Test
    void shapes_that_overflow_are_refused() throws IOException {
        int huge = Integer.MAX_VALUE;
        for (int[] sizes : new int[][] {{huge, huge, huge}, {0, huge, huge, huge}, new int[100]}) {
            assertThat(problems(oneTensor(4, 0, sizes, new int[sizes.length]))).hasSize(1);
        }
        assertThat(problems(oneTensor(4, 0, new int[] {2, 2}, new int[] {1}))).hasSize(1);
    }

    @Test
    void deep_and_endless_structures_cost_no_stack_and_no_memory() throws IOException {
        assertThat(problems(pickle().raw("(".repeat(5_000_000))))
                .singleElement()
                .asString()
                .contains("3000000 values");
        assertThat(problems(pickle().raw("]".repeat(1000) + "a".repeat(999) + ".")))
                .hasSize(1);
        assertThat(problems(pickle().raw(")" + "\u0085".repeat(1_000_000) + ".")))
                .hasSize(1);
        assertThat(problems(pickle().raw("]q\0" + "h\0h\0a".repeat(1000) + ".")))
                .hasSize(1);
        // a dict that contains itself, under a tensor's name
        assertThat(problems(pickle().raw("}q\0").text("self").raw("h\0s."))).hasSize(1);
    }

    @Test
    void a_container_cannot_be_multiplied_through_the_memo() throws IOException {
        PickleBytes pickle = pickle().raw("](" + "K\1K\2\u0086".repeat(10_000) + "eq\1");
        for (int i = 0; i < 1000; i++) {
            pickle.global("collections", "OrderedDict").raw("(h\1tR");
        }
        assertThat(problems(pickle.raw("."))).singleElement().asString().contains("3000000 values");
    }

    @ParameterizedTest
    @CsvSource({
        "., value where there is none",
        "0., value where there is none",
        "N(0., value where there is none",
        "t., mark that is not there",
        "h\u0007., never kept",
        "(Nu., value where there is none",
        "](NNu., no dict",
        "}(Nu., no dict",
        "}]Ns., neither text nor number",
        "NNa., no list",
        "NNR., no function",
        "NQ., no storage",
        "]}b., no dict",
        "I1., 0x49",
        "\u0082\u0001., 0x82",
        "Sx., 0x53",
        "\u0080\u0009., protocol 9",
        "]., something else than a dict",
        "}., no tensor",
        "N., something else than a dict",
    })
    void broken_and_foreign_instructions_are_refused(String opcodes, String expected) throws IOException {
        assertThat(problems(new PickleBytes().raw(opcodes)))
                .singleElement()
                .asString()
                .contains(expected);
    }

    @Test
    void lying_lengths_are_found_before_anything_is_allocated() throws IOException {
        assertThat(problems(pickle().raw("X").i32(-1)))
                .singleElement()
                .asString()
                .contains("text of 4294967295 bytes");
        assertThat(problems(pickle().raw("X").i32(1000)))
                .singleElement()
                .asString()
                .contains("1000 more bytes");
        assertThat(problems(pickle().raw("B").i32(-1))).hasSize(1);
        assertThat(problems(pickle().raw("\u008e\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff")))
                .hasSize(1);
        assertThat(problems(pickle().raw("\u008a\u00ff"))).hasSize(1);
    }

    @Test
    void tensors_in_two_dicts_are_not_guessed_between() throws IOException {
        PickleBytes two = pickle().raw("}(");
        for (String key : new String[] {"generator", "discriminator"}) {
            two.text(key)
                    .raw("}(")
                    .text("w")
                    .tensor(4, 0, new int[] {4}, new int[] {1})
                    .raw("u");
        }
        assertThat(problems(two.raw("u.")))
                .singleElement()
                .asString()
                .contains("several dicts of tensors", "generator, discriminator");
    }

    @Test
    void of_a_model_and_its_average_the_model_is_read() throws IOException {
        PickleBytes two = pickle().raw("}(");
        for (String key : new String[] {"ema", "state_dict"}) {
            two.text(key)
                    .raw("}(")
                    .text(key + ".w")
                    .tensor(4, 0, new int[] {4}, new int[] {1})
                    .raw("u");
        }
        assertThat(TensorBytes.contents(file(two.raw("u."), 4))).containsOnlyKeys("state_dict.w");
    }

    @Test
    void tensors_without_a_name_are_refused() throws IOException {
        PickleBytes pickle =
                pickle().raw("}(K\1").tensor(4, 0, new int[] {4}, new int[] {1}).raw("u.");
        assertThat(problems(pickle)).singleElement().asString().contains("without a name");
    }

    @Test
    void compressed_entries_are_refused_so_that_nothing_can_swell() throws IOException {
        PickleBytes pickle = oneTensor(4, 0, new int[] {4}, new int[] {1});
        Path file = PickleBytes.zip(folder.resolve("model.pt"), pickle.toBytes(), new byte[4], ZipEntry.DEFLATED);
        assertThat(TensorBytes.problems(file)).singleElement().asString().contains("[weights.compressed]");
    }
}
