// SPDX-License-Identifier: Apache-2.0
package org.attune.bench.micro;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.attune.fuzz.Resource;
import org.attune.tokenizer.Encoding;
import org.attune.tokenizer.Limit;
import org.attune.tokenizer.TextTokenizer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** 1,000 texts of about 120 word pieces by MiniLM's tokenizer, one after another and as a data set is encoded. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class TokenizerBenchmark {

    private final TextTokenizer tokenizer =
            TextTokenizer.of(Resource.bytes("/all-minilm-l6-v2-tokenizer.json"), "builtin:minilm");

    private final List<String> texts = IntStream.range(0, 1000)
            .mapToObj(i -> ("The " + i + "th payment was declined; naïve retries didn't help. ").repeat(8))
            .toList();

    @Benchmark
    public int oneByOne() {
        return texts.stream()
                .mapToInt(text -> tokenizer.encode(text, null, Limit.of(128)).size())
                .sum();
    }

    @Benchmark
    public List<List<Encoding>> all() {
        return tokenizer.encodeAll(texts, null, Limit.of(128));
    }
}
