// SPDX-License-Identifier: Apache-2.0
package org.attune.weights;

import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.attune.problem.InputException;
import org.attune.problem.Problem;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/** The JSON beside or inside weights: valid UTF-8 only, one object, no name twice, little nesting. */
final class StrictJson {

    /** Half a million tensors; what is kept of them stays below 300 MB. */
    private static final long MOST_TOKENS = 6_000_000;

    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(32)
                    .maxTokenCount(MOST_TOKENS)
                    .maxNumberLength(40)
                    .maxStringLength(SafetensorsHeader.MOST_BYTES)
                    .build())
            .build();

    private StrictJson() {}

    /** Reads the members of one object; the parser stands on a member's value at each call and on its end after it. */
    interface Member {
        void read(String name, JsonParser value);
    }

    /** @throws InputException if the bytes are anything but one object that {@code member} accepts */
    static void readObject(byte[] utf8, FileBytes file, Member member) {
        // through a decoder of our own: a parser given bytes would also guess UTF-16 and let bad sequences pass
        Reader text = new InputStreamReader(
                new ByteArrayInputStream(utf8),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT));
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw wrong(file, "does not start with {");
            }
            members(parser, member);
            if (parser.nextToken() != null) {
                throw wrong(file, "goes on after its object ends");
            }
        } catch (JacksonException e) {
            throw wrong(file, e.getOriginalMessage());
        }
    }

    /** Reads the members of the object that the parser stands on. */
    static void members(JsonParser parser, Member member) {
        while (parser.nextToken() == JsonToken.PROPERTY_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            member.read(name, parser);
        }
    }

    private static InputException wrong(FileBytes file, String what) {
        return file.wrong(
                "weights.json",
                "its JSON is broken: " + Problem.quote(what),
                "one JSON object in UTF-8 without any name twice",
                "the file was cut or changed; fetch it again");
    }
}
