// SPDX-License-Identifier: Apache-2.0
package org.attune.model.resnet;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.attune.model.Backbone;
import org.attune.model.Blueprint;
import org.attune.model.ConfigFields;
import org.attune.model.ConvolutionCost;
import org.attune.model.Head;
import org.attune.model.HeadRequest;
import org.attune.model.ImageBlueprint;
import org.attune.model.ImageCost;
import org.attune.model.Initial;
import org.attune.model.Layers;
import org.attune.model.Names;
import org.attune.model.Sight;
import org.attune.model.Sizes;
import org.attune.nn.Activation;
import org.attune.nn.Convolution.Form;
import org.attune.nn.NormedConvolution;
import org.attune.nn.Pooling;

/**
 * Three stages, each half as large and twice as wide as the one before.
 *
 * @param width channels of the first stage
 * @param depths blocks of each stage
 * @param dropout before the last layer
 */
record CifarResNetConfig(int channels, int width, List<Integer> depths, double dropout) implements ImageBlueprint {

    static final int STAGES = 3;

    private static final Names NAMES = Names.ofImages("", Set.of("conv1", "bn1", "layer1", "layer2", "layer3"));

    static CifarResNetConfig read(ConfigFields fields) {
        List<Integer> depths = fields.counts("depths", 1 << 8, List.of(3, 3, 3));
        if (depths.size() != STAGES) {
            fields.wrong("depths", "has " + depths.size() + " stages", STAGES + " stages");
        }
        return new CifarResNetConfig(
                fields.count("num_channels", 1, 3, 3), fields.count("width", 4, 1 << 12, 16), depths, 0);
    }

    private int outputs() {
        return width << (STAGES - 1);
    }

    @Override
    public Sizes sizes() {
        int blocks = depths.stream().mapToInt(Integer::intValue).sum();
        return new Sizes(0, outputs(), blocks, 1, outputs(), 1);
    }

    @Override
    public Names names() {
        return NAMES;
    }

    /** Blocks before those of a stage, from 1. */
    private int before(int stage) {
        return depths.stream().limit(stage - 1L).mapToInt(Integer::intValue).sum();
    }

    @Override
    public int depthOf(String parameter) {
        if (parameter.startsWith("layer")) {
            String[] parts = parameter.split("\\.");
            return before(Integer.parseInt(parts[0].substring("layer".length()))) + Integer.parseInt(parts[1]) + 1;
        }
        return NAMES.has(parameter) ? 0 : sizes().blocks() + 1;
    }

    @Override
    public Initial initial() {
        return KernelInitial.byInputs();
    }

    @Override
    public Backbone backbone(Layers from) {
        NormedConvolution first = normed("conv1", "bn1", Form.same(channels, width, 3, 1), from);
        Backbone.Stem stem = (inputs, pass) -> Activation.RELU.apply(first.forward(inputs.pixels(), pass));
        List<CifarResNetBlock> blocks = new ArrayList<>();
        int in = width;
        for (int stage = 1; stage <= depths.size(); stage++) {
            int out = width << (stage - 1);
            for (int block = 0; block < depths.get(stage - 1); block++) {
                String name = "layer" + stage + "." + block;
                int stride = block == 0 && stage > 1 ? 2 : 1;
                blocks.add(new CifarResNetBlock(
                        normed(name + ".conv1", name + ".bn1", Form.same(in, out, 3, stride), from),
                        normed(name + ".conv2", name + ".bn2", Form.same(out, out, 3, 1), from),
                        out - in));
                in = out;
            }
        }
        Backbone.Parts parts = new Backbone.Parts(stem, blocks, Pooling::places);
        return new Backbone(sizes(), Sight.everything(), parts, from.placement());
    }

    private static NormedConvolution normed(String convolution, String norm, Form form, Layers from) {
        return new NormedConvolution(from.convolution(convolution, form, false), from.batchNorm(norm, form.out()));
    }

    @Override
    public Head head(HeadRequest request, Layers from) {
        return Head.linear(Head.Pooling.MEAN, dropout, from.wideLinear("linear", outputs(), request.outputs(), true));
    }

    @Override
    public String preprocessor() {
        return """
                {"size": {"height": 32, "width": 32}, "resample": 2,
                 "image_mean": [0.485, 0.456, 0.406], "image_std": [0.229, 0.224, 0.225]}""";
    }

    @Override
    public boolean couplesRows() {
        return true;
    }

    @Override
    public ImageCost cost(int height, int width) {
        ConvolutionCost cost = new ConvolutionCost(height, width);
        cost.convolution(channels, this.width, 3);
        for (int stage = 1; stage <= depths.size(); stage++) {
            int out = this.width << (stage - 1);
            if (stage > 1) {
                cost.halve();
            }
            for (int block = 0; block < depths.get(stage - 1); block++) {
                cost.convolution(block == 0 && stage > 1 ? out / 2 : out, out, 3);
                cost.convolution(out, out, 3);
            }
        }
        return cost.total();
    }

    @Override
    public String className() {
        return "CifarResNet";
    }

    @Override
    public Blueprint withDropout(double rate) {
        return new CifarResNetConfig(channels, width, depths, rate);
    }
}
