// SPDX-License-Identifier: Apache-2.0
package org.attune.data.image;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.attune.config.AugmentConfig;
import org.attune.config.AugmentConfig.Crop;
import org.attune.tensor.KeyedRandom;

class AugmentationTest {

    private static Pixels noise(int width, int height) {
        Pixels pixels = Pixels.black(width, height);
        for (int i = 0; i < pixels.rgb().length; i++) {
            pixels.rgb()[i] = (byte) KeyedRandom.bits(7, i);
        }
        return pixels;
    }

    @Property(tries = 100)
    void chance_is_a_function_of_the_key_and_gives_the_models_size(
            @ForAll Crop crop, @ForAll boolean flip, @ForAll long key, @ForAll @IntRange(min = 1, max = 40) int width) {
        Augmentation chance = new Augmentation(
                new AugmentConfig(crop, flip, 20, 0.4, 0.5), new ImageSizing(12, 10, 14, Resampling.BILINEAR));
        Pixels kept = noise(width, 12);
        Pixels seen = chance.of(kept, key);
        assertThat(seen.width()).isEqualTo(14);
        assertThat(seen.height()).isEqualTo(10);
        assertThat(chance.of(kept, key).rgb()).isEqualTo(seen.rgb());
        assertThat(kept.rgb()).isEqualTo(noise(width, 12).rgb());
    }

    @Property(tries = 50)
    void without_any_chance_an_image_is_as_in_evaluation(@ForAll long key) {
        ImageSizing sizing = new ImageSizing(12, 10, 10, Resampling.BILINEAR);
        Pixels kept = noise(16, 12);
        assertThat(new Augmentation(AugmentConfig.NONE, sizing).of(kept, key).rgb())
                .isEqualTo(sizing.middle(kept).rgb());
    }
}
