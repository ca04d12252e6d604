// SPDX-License-Identifier: Apache-2.0
package org.attune.model.squeezenet;

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
import org.attune.model.Wanted;
import org.attune.nn.Activation;
import org.attune.nn.Convolution;
import org.attune.nn.Convolution.Form;
import org.attune.nn.Pooling;

/**
 * Versions differ in the stem and in where the image gets smaller.
 *
 * @param stem channels of the first convolution
 * @param side of the first convolution
 * @param dropout before the last layer
 */
record SqueezeNetConfig(int channels, int stem, int side, List<Fire.Form> fires, double dropout)
        implements ImageBlueprint {

    private static final Names NAMES = Names.ofImages("features", Set.of());

    static SqueezeNetConfig read(ConfigFields fields) {
        String version = fields.text("version", "1_1");
        if (!version.equals("1_0") && !version.equals("1_1")) {
            fields.unsupported("version", version, "1_0, 1_1");
        }
        boolean newer = version.equals("1_1");
        int[] squeezed = {16, 16, 32, 32, 48, 48, 64, 64};
        Fire.Form[] fires = new Fire.Form[squeezed.length];
        int in = newer ? 64 : 96;
        int number = 3;
        for (int i = 0; i < fires.length; i++) {
            boolean smaller = newer ? i == 2 || i == 4 : i == 3 || i == 7;
            number += smaller ? 1 : 0;
            fires[i] = new Fire.Form("features." + number++, in, squeezed[i], smaller);
            in = fires[i].out();
        }
        int channels = fields.count("num_channels", 1, 3, 3);
        return new SqueezeNetConfig(
                channels, newer ? 64 : 96, newer ? 3 : 7, List.of(fires), fields.rate("dropout", 0.5));
    }

    private int width() {
        return fires.get(fires.size() - 1).out();
    }

    @Override
    public Sizes sizes() {
        return new Sizes(0, width(), fires.size(), 1, width(), 1);
    }

    @Override
    public Names names() {
        return NAMES;
    }

    @Override
    public int depthOf(String parameter) {
        for (int i = 0; i < fires.size(); i++) {
            if (parameter.startsWith(fires.get(i).name() + ".")) {
                return i + 1;
            }
        }
        return NAMES.has(parameter) ? 0 : fires.size() + 1;
    }

    /** Variance 2 / inputs, near to what the reference draws evenly. */
    @Override
    public Initial initial() {
        return new Initial() {
            @Override
            public double deviation(String name) {
                return 0.01;
            }

            @Override
            public double deviation(Wanted wanted) {
                long inputs = wanted.size() / wanted.shape().get(0);
                return wanted.shape().size() == 4 ? Math.sqrt(2.0 / inputs) : deviation(wanted.name());
            }
        };
    }

    @Override
    public Backbone backbone(Layers from) {
        Convolution first = from.convolution("features.0", new Form(channels, stem, side, 2, 0), true);
        Backbone.Stem start =
                (inputs, pass) -> Pooling.largest(Activation.RELU.apply(first.forward(inputs.pixels())), 0, true);
        List<Fire> blocks = fires.stream().map(form -> new Fire(form, from)).toList();
        Backbone.Parts parts = new Backbone.Parts(
                start, blocks, x -> Pooling.places(x).to(from.placement().master()));
        return new Backbone(sizes(), Sight.everything(), parts, from.placement());
    }

    /** The mean and one linear layer: torchvision's own head, which is scored at every place first, is not read. */
    @Override
    public Head head(HeadRequest request, Layers from) {
        return Head.linear(Head.Pooling.MEAN, dropout, from, width(), request.outputs());
    }

    @Override
    public String preprocessor() {
        return IMAGENET;
    }

    @Override
    public ImageCost cost(int height, int width) {
        ConvolutionCost cost = new ConvolutionCost(height, width);
        cost.halve();
        cost.convolution(channels, stem, side);
        cost.halve();
        for (Fire.Form fire : fires) {
            if (fire.smaller()) {
                cost.halve();
            }
            cost.convolution(fire.in(), fire.squeezed(), 1);
            cost.convolution(fire.squeezed(), fire.expanded(), 1);
            cost.convolution(fire.squeezed(), fire.expanded(), 3);
        }
        return cost.total();
    }

    @Override
    public String className() {
        return "SqueezeNet";
    }

    @Override
    public Blueprint withDropout(double rate) {
        return new SqueezeNetConfig(channels, stem, side, fires, rate);
    }
}
