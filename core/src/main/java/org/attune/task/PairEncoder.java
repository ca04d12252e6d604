// SPDX-License-Identifier: Apache-2.0
package org.attune.task;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.attune.data.Batch;
import org.attune.data.Example;
import org.attune.data.Row;
import org.attune.model.Inputs;
import org.attune.model.Model;
import org.attune.nn.Pass;
import org.attune.problem.Problems;
import org.attune.tensor.Placement;
import org.attune.tensor.Tensors;
import org.attune.tokenizer.Encoding;
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
    public Encoded encode(List<Row> rows, List<double[]> targets, Problems problems) {
        List<List<Encoding>> firsts = texts.encodings(rows, problems);
        List<List<Encoding>> seconds = texts.of(second).encodings(rows, problems);
        List<Example> pairs = new ArrayList<>(rows.size());
        long truncated = 0;
        for (int row = 0; problems.isEmpty() && row < rows.size(); row++) {
            Encoding one = firsts.get(row).get(0); // a limit without stride has one window
            Encoding other = seconds.get(row).get(0);
            truncated += one.truncated() || other.truncated() ? 1 : 0;
            Example.Pair pair = new Example.Pair(TextEncoder.tokens(one), TextEncoder.tokens(other));
            double[] target = targets.isEmpty() ? new double[0] : targets.get(row);
            pairs.add(new Example(row, TextEncoder.key(row, 0), pair, target));
        }
        return new Encoded(rows, pairs, truncated);
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
