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
import org.attune.nn.Pooling;

/**
 * What config.json says of a ResNet.
 *
 * @param stem channels of the first convolution
 * @param activation after each block; those inside blocks are ReLU, as the reference has it
 * @param dropout before the last layer
 */
record ResNetConfig(int channels, int stem, List<ResNetLayout> layout, Activation activation, double dropout)
        implements ImageBlueprint {

    private static final Names NAMES = Names.ofImages(ResNet.TYPE, Set.of("embedder", "encoder", "pooler"));
    private static final String STAGES = "resnet.encoder.stages.";

    static ResNetConfig read(ConfigFields fields) {
        int channels = fields.count("num_channels", 1, 3, 3);
        int stem = fields.count("embedding_size", 1, 1 << 14, 64);
        List<Integer> widths = fields.counts("hidden_sizes", 1 << 16, List.of(256, 512, 1024, 2048));
        List<Integer> depths = fields.counts("depths", 1 << 10, List.of(3, 4, 6, 3));
        if (widths.size() != depths.size()) {
            fields.wrong("depths", "has " + depths.size() + " stages", "as many as hidden_sizes: " + widths.size());
        }
        boolean first = fields.flag("downsample_in_first_stage", false);
        boolean early = fields.flag("downsample_in_bottleneck", false);
        String kind = fields.text("layer_type", "bottleneck");
        if (!kind.equals("bottleneck") && !kind.equals("basic")) {
            fields.unsupported("layer_type", kind, "bottleneck, basic");
        }
        if (kind.equals("bottleneck") && widths.stream().anyMatch(width -> width % ResNetLayout.REDUCTION != 0)) {
            fields.wrong("hidden_sizes", "is " + widths, "multiples of " + ResNetLayout.REDUCTION + " in bottlenecks");
        }
        List<ResNetLayout> layout = new ArrayList<>();
        int in = stem;
        for (int stage = 0; stage < Math.min(widths.size(), depths.size()); stage++) {
            for (int layer = 0; layer < depths.get(stage); layer++) {
                int stride = layer == 0 && (stage > 0 || first) ? 2 : 1;
                String name = STAGES + stage + ".layers." + layer;
                layout.add(new ResNetLayout(name, in, widths.get(stage), stride, kind.equals("bottleneck"), early));
                in = widths.get(stage);
            }
        }
        return new ResNetConfig(channels, stem, layout, fields.activation("hidden_act", Activation.RELU), 0);
    }

    private int width() {
        return layout.isEmpty() ? stem : layout.get(layout.size() - 1).out();
    }

    @Override
    public Sizes sizes() {
        return new Sizes(0, width(), layout.size(), 1, width(), 1);
    }

    @Override
    public Names names() {
        return NAMES;
    }

    @Override
    public String named(String stored) {
        return TorchvisionNames.whole(stored);
    }

    @Override
    public int depthOf(String parameter) {
        if (parameter.startsWith("resnet.embedder.")) {
            return 0;
        }
        for (int i = 0; i < layout.size(); i++) {
            if (parameter.startsWith(layout.get(i).name() + ".")) {
                return i + 1;
            }
        }
        return layout.size() + 1;
    }

    @Override
    public Initial initial() {
        return KernelInitial.byOutputs();
    }

    @Override
    public Backbone backbone(Layers from) {
        ResNetStem first = new ResNetStem(this, from);
        List<ResNetBlock> blocks =
                layout.stream().map(one -> one.block(activation, from)).toList();
        Backbone.Parts parts = new Backbone.Parts(first, blocks, Pooling::places);
        return new Backbone(sizes(), Sight.everything(), parts, from.placement());
    }

    @Override
    public Head head(HeadRequest request, Layers from) {
        return Head.linear(
                Head.Pooling.MEAN, dropout, from.wideLinear("classifier.1", width(), request.outputs(), true));
    }

    @Override
    public String preprocessor() {
        return IMAGENET;
    }

    @Override
    public boolean couplesRows() {
        return true;
    }

    @Override
    public ImageCost cost(int height, int width) {
        ConvolutionCost cost = new ConvolutionCost(height, width);
        cost.halve();
        cost.convolution(channels, stem, ResNetStem.SIDE);
        cost.halve();
        for (ResNetLayout block : layout) {
            if (block.stride() == 2) {
                cost.halve();
            }
            for (Form form : block.forms()) {
                cost.convolution(form.in(), form.out(), form.side());
            }
        }
        return cost.total();
    }

    @Override
    public String className() {
        return "ResNet";
    }

    @Override
    public Blueprint withDropout(double rate) {
        return new ResNetConfig(channels, stem, layout, activation, rate);
    }
}
