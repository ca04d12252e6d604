// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.attune.data.Batch;
import org.attune.data.EncodingNotes;
import org.attune.data.Example;
import org.attune.data.Row;
import org.attune.data.Values;
import org.attune.model.Inputs;
import org.attune.model.Model;
import org.attune.nn.Pass;
import org.attune.problem.Problems;
import org.attune.tensor.Placement;
import org.attune.tensor.Tensors;
import org.attune.tokenizer.Encoding;
import org.attune.tokenizer.InOrder;
import org.bytedeco.pytorch.ScalarTypeOptional;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.TensorVector;
import org.bytedeco.pytorch.global.torch;

/**
 * The two texts of a row each on their own, compared by the cosine of their pooled states (Reimers and Gurevych 2019): what
 * encoders of sentences learnt to compare by.
 *
 * @param texts the first text's column, with limit and tokenizer
 * @param second the second text's column
 */
record PairEncoder(TextEncoder texts, String second, SimilarityRange range) implements RowEncoder {

    /** torch's own: below it a state has no direction. */
    private static final double EPSILON = 1e-8;

    @Override
    public List<String> columns() {
        return List.of(texts.text(), second);
    }

    @Override
    public int paddingId() {
        return texts.paddingId();
    }

    @Override
    public EncodingNotes encode(List<Row> rows, List<double[]> targets, Problems problems, Consumer<Example> into) {
        List<String> firsts = Values.texts(rows, texts.text(), problems);
        List<String> seconds = Values.texts(rows, second, problems);
        long[] truncated = {0};
        int all = problems.isEmpty() ? rows.size() : 0;
        InOrder.each(all, row -> List.of(one(firsts.get(row)), one(seconds.get(row))), (row, both) -> {
            TextEncoder.check(both, rows.get(row), firsts.get(row), problems);
            TextEncoder.check(both.subList(1, 2), rows.get(row), seconds.get(row), problems);
            truncated[0] += both.stream().anyMatch(Encoding::truncated) ? 1 : 0;
            Example.Pair pair = new Example.Pair(TextEncoder.tokens(both.get(0)), TextEncoder.tokens(both.get(1)));
            double[] target = targets.isEmpty() ? new double[0] : targets.get(row);
            into.accept(new Example(row, TextEncoder.key(row, 0), pair, target));
        });
        return EncodingNotes.cut(truncated[0]);
    }

    /** A limit without stride has one window. */
    private Encoding one(String text) {
        return texts.tokenizer().encode(text, null, texts.limit()).get(0);
    }

    @Override
    public Inputs inputs(Batch batch, Placement placement, Pass pass) {
        return TokenBatch.inputs(batch, paddingId(), placement);
    }

    /** The pooled states of both texts, [batch, 2, width]. */
    @Override
    public Tensor features(Model model, Batch batch, Pass pass) {
        return inPairs(model.features(inputs(batch, model.placement(), pass), pass));
    }

    @Override
    public Tensor outputs(Model model, Tensor features, Pass pass) {
        Tensor states = features.to(model.placement().master());
        Tensor cosine = torch.cosine_similarity(states.select(1, 0), states.select(1, 1), 1, EPSILON);
        return range.scaled(cosine).unsqueeze(1);
    }

    /** Of the two means, made unit vectors, the products and the distances by dimension, [batch, 2 · width]. */
    @Override
    public Tensor meanStates(Model model, Batch batch) {
        Tensor pairs = inPairs(TokenBatch.meanStates(model, inputs(batch, model.placement(), Pass.evaluation())));
        Tensor squares = pairs.square().sum(new long[] {-1}, true, new ScalarTypeOptional());
        Tensor units = pairs.div(squares.sqrt().clamp_min(Tensors.scalar(EPSILON)));
        Tensor first = units.select(1, 0);
        Tensor other = units.select(1, 1);
        return torch.cat(new TensorVector(first.mul(other), first.sub(other).abs()), 1);
    }

    @Override
    public Map<String, Object> settings() {
        return range.settings();
    }

    private static Tensor inPairs(Tensor states) {
        return states.view(-1, 2, states.size(1));
    }
}
