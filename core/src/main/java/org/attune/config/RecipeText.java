// SPDX-License-Identifier: Apache-2.0
package org.attune.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.attune.problem.InputException;
import org.attune.problem.Problem;

/** A recipe's file as text: bounded, UTF-8, readable characters only. */
final class RecipeText {

    /** A recipe has some forty lines; a megabyte is a data file in the wrong place. */
    static final int MOST_BYTES = 1 << 20;

    private RecipeText() {}

    static String read(Path file) {
        String name = file.toString();
        if (Files.isDirectory(file)) {
            throw new InputException(
                    "recipe.unreadable", name, "this is a folder", "a recipe is a YAML file", "name the file in it");
        }
        if (!Files.exists(file)) {
            throw new InputException(
                    "recipe.missing-file", name, "there is no such file", "a recipe is a YAML file", "check the path");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            checkSize(name, bytes.length);
            return decode(name, bytes);
        } catch (IOException e) {
            throw new InputException(
                    "recipe.unreadable",
                    name,
                    "it cannot be read: " + e.getMessage(),
                    "the file can be read",
                    "check its permissions");
        }
    }

    static void checkSize(String name, int bytes) {
        if (bytes > MOST_BYTES) {
            throw new InputException(
                    "recipe.size",
                    name,
                    "more than 1 MB",
                    "a recipe has at most 1 MB",
                    "name the recipe, not the data");
        }
    }

    /** Without a byte order mark; the first unreadable place is named by its line. */
    private static String decode(String name, byte[] bytes) {
        CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
        try {
            return checked(name, utf8.decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException e) {
            throw new InputException(
                    "recipe.encoding",
                    name + ":" + lineOfFirstBadByte(bytes),
                    "bytes that are not UTF-8",
                    "a recipe is a text file in UTF-8",
                    "save it as UTF-8, or name the recipe if this is another file");
        }
    }

    static String checked(String name, String text) {
        String clean = text.startsWith("\uFEFF") ? text.substring(1) : text;
        int line = 1;
        for (int i = 0; i < clean.length(); i++) {
            char c = clean.charAt(i);
            if (c == '\n') {
                line++;
            } else if (Character.isISOControl(c) && c != '\r' && c != '\t' && c != 0x85) {
                throw new InputException(
                        "recipe.encoding",
                        name + ":" + line,
                        "the control character " + Problem.quote(c),
                        "a recipe is a text file",
                        "remove the character, or name the recipe if this is a binary file");
            }
        }
        return clean;
    }

    private static int lineOfFirstBadByte(byte[] bytes) {
        CharsetDecoder utf8 = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        // decode stops in front of the first bad sequence
        utf8.decode(in, CharBuffer.allocate(bytes.length), true);
        int line = 1;
        for (int i = 0; i < in.position(); i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return line;
    }
}
