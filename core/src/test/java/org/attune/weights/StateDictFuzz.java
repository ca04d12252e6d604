// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.attune.fuzz.ByteMutation;
import org.attune.fuzz.FuzzInput;
import org.attune.fuzz.FuzzKind;
import org.attune.fuzz.Resource;

/**
 * State dicts of PyTorch, in a zip file or in the format before: broken anywhere, or in the pickle inside a zip file that is
 * sound, where changes of the whole rarely get.
 *
 * @param files names among the resources of the tests
 */
public record StateDictFuzz(String name, List<String> files) implements FuzzKind {

    public static final List<StateDictFuzz> ALL = List.of(
            new StateDictFuzz(
                    "state-dict", List.of("views.pt", "module.pt", "protocol4.pt", "wrapped.pt", "every_dtype.pt")),
            new StateDictFuzz(
                    "legacy-state-dict", List.of("views.pth", "module.pth", "every_dtype.pth", "protocol5.th")));

    /** Opcodes that build, call, remember and end, alone and with arguments that lie; the beginnings of parts of a zip file. */
    private static final List<String> PIECES = List.of(
            "(",
            ")",
            "}",
            "]",
            "t",
            "u",
            "s",
            "a",
            "e",
            "l",
            "d",
            "0",
            "1",
            "2",
            "R",
            "b",
            "Q",
            ".",
            "\u0080\u0002",
            "\u0081",
            "\u0085",
            "\u0086",
            "\u0087",
            "\u0088",
            "\u0089",
            "\u0093",
            "\u0094",
            "\u0095\0\0\0\0\0\0\0\u007f",
            "q\0",
            "h\0",
            "r\u00ff\u00ff\u00ff\u007f",
            "j\u00ff\u00ff\u00ff\u007f",
            "X\u00ff\u00ff\u00ff\u00ff",
            "J\u00ff\u00ff\u00ff\u007f",
            "J\0\0\0\u0080",
            "\u008a\u0008\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f",
            "\u008b\u00ff\u00ff\u00ff\u007f",
            "I99999999999999999999\n",
            "I-1\n",
            "cos\nsystem\n",
            "cbuiltins\neval\n",
            "ctorch._utils\n_rebuild_tensor_v2\n",
            "ctorch\nFloatStorage\n",
            "ccollections\nOrderedDict\n",
            ")R",
            "PK\u0003\u0004",
            "PK\u0001\u0002",
            "PK\u0005\u0006",
            "PK\u0006\u0006",
            "((((((((((((((((");

    @Override
    public FuzzInput input(Random random) {
        String file = files.get(random.nextInt(files.size()));
        byte[] whole = Resource.bytes("/weights/" + file);
        ByteMutation mutation = new ByteMutation(random, PIECES);
        boolean zip = file.endsWith(".pt");
        return new FuzzInput(file, zip && random.nextInt(3) > 0 ? inside(file, mutation, random) : mutation.of(whole));
    }

    @Override
    public void use(FuzzInput input, Path folder) throws IOException {
        TensorBytes.contents(input.writeTo(folder));
    }

    @Override
    public String toString() {
        return name;
    }

    private static byte[] inside(String file, ByteMutation mutation, Random random) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int method = random.nextInt(4) == 0 ? ZipEntry.DEFLATED : ZipEntry.STORED;
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries(file).entrySet()) {
                boolean pickle = entry.getKey().endsWith("data.pkl");
                byte[] content = pickle ? mutation.of(entry.getValue()) : entry.getValue();
                PickleBytes.entry(out, entry.getKey(), content, method);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** By the directory at the file's end: {@link java.util.zip.ZipInputStream} cannot read what PyTorch writes. */
    private static Map<String, byte[]> entries(String file) throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(TensorBytes.resource(file).toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                try (InputStream in = zip.getInputStream(entry)) {
                    entries.put(entry.getName(), in.readAllBytes());
                }
            }
        }
        return entries;
    }
}
