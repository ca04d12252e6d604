// SPDX-License-Identifier: Apache-2.0
package org.attune.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * Breaks JSON, also several documents in lines, along its structure: other values, keys twice, lost, renamed or with the value
 * of another, numbers out of range, nesting without end. What it makes is mostly JSON still.
 */
public final class JsonMutation {

    private static final Pattern TOKEN =
            Pattern.compile("\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\"|[-+.\\w]++|[\\[\\]{},:]", Pattern.DOTALL);

    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "-1",
            "0",
            "1",
            "3.0",
            "0.5",
            "-0.0",
            "2147483648",
            "1e400",
            "1e-400",
            "9223372036854775807",
            "99999999999999999999999999",
            "1" + "0".repeat(400),
            "NaN",
            "\"\"",
            "\"NaN\"",
            "\"relu\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\u0080\"",
            "\"" + "x".repeat(5000) + "\"",
            "[]",
            "{}",
            "{\"a\": {\"b\": null}}",
            "{\"\": 1, \"\": 2}",
            "[\"full_attention\"]");

    private static final List<String> NUMBERS =
            List.of("-1", "4294967296", "9223372036854775808", "1e3", "1.5", "00", "0x10", "18446744073709551615");

    private static final int[] DEPTHS = {1, 2, 40, 600, 20_000};

    private final Random random;

    public JsonMutation(Random random) {
        this.random = random;
    }

    /** One to three changes. */
    public byte[] of(byte[] sound) {
        String text = new String(sound, StandardCharsets.ISO_8859_1);
        for (int changes = 1 + random.nextInt(3); changes > 0; changes--) {
            List<MatchResult> tokens = TOKEN.matcher(text).results().toList();
            List<Integer> keys = IntStream.range(0, tokens.size() - 2)
                    .filter(i -> tokens.get(i + 1).group().equals(":"))
                    .boxed()
                    .toList();
            text = random.nextInt(5) == 0 || keys.isEmpty()
                    ? number(text, tokens)
                    : change(text, member(tokens, pick(keys)), member(tokens, pick(keys)));
        }
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private record Member(MatchResult key, int begin, int end) {

        String value(String text) {
            return text.substring(begin, end);
        }
    }

    private static Member member(List<MatchResult> tokens, int key) {
        int last = key + 2;
        int depth = 0;
        do {
            String token = tokens.get(last).group();
            depth += "[{".contains(token) ? 1 : "]}".contains(token) ? -1 : 0;
            last++;
        } while (depth > 0 && last < tokens.size());
        return new Member(
                tokens.get(key),
                tokens.get(key + 2).start(),
                tokens.get(last - 1).end());
    }

    private String change(String text, Member member, Member other) {
        String key = member.key().group();
        String value = member.value(text);
        return switch (random.nextInt(9)) {
            case 0 -> with(text, member, value + ", " + key + ": " + value);
            case 1 -> with(text, member, pick(VALUES) + ", " + key + ": " + value);
            case 2 ->
                text.substring(0, member.key().start())
                        + text.substring(Math.min(text.length(), member.end() + random.nextInt(2)));
            case 3 ->
                text.substring(0, member.key().start())
                        + other.key().group()
                        + text.substring(member.key().end());
            case 4 -> with(text, member, other.value(text));
            case 5 -> with(text, member, nested(value));
            default -> with(text, member, pick(VALUES));
        };
    }

    private String nested(String value) {
        int depth = DEPTHS[random.nextInt(DEPTHS.length)];
        return random.nextBoolean()
                ? "[".repeat(depth) + value + "]".repeat(depth)
                : "{\"a\":".repeat(depth) + value + "}".repeat(random.nextInt(9) == 0 ? 0 : depth);
    }

    private String number(String text, List<MatchResult> tokens) {
        List<MatchResult> numbers =
                tokens.stream().filter(t -> t.group().matches("-?\\d.*")).toList();
        if (numbers.isEmpty()) {
            return text + pick(VALUES);
        }
        MatchResult number = pick(numbers);
        String changed = random.nextBoolean() && number.group().matches("\\d{1,9}")
                ? String.valueOf(Integer.parseInt(number.group()) + random.nextInt(9) - 4)
                : pick(NUMBERS);
        return text.substring(0, number.start()) + changed + text.substring(number.end());
    }

    private static String with(String text, Member member, String value) {
        return text.substring(0, member.begin()) + value + text.substring(member.end());
    }

    private <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }
}
