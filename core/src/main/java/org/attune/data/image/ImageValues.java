// SPDX-License-Identifier: Apache-2.0
package org.attune.data.image;

/**
 * From bytes to a network's values: (byte · scale - mean) / deviation, looked up.
 *
 * @param table for each channel of the network, the value of each byte
 * @param reversed whether its channels are blue, green, red
 */
public record ImageValues(float[][] table, boolean reversed) {

    /** @param mean of each channel, as many as {@code deviation} */
    public static ImageValues of(double scale, double[] mean, double[] deviation, boolean reversed) {
        float[][] table = new float[mean.length][256];
        for (int channel = 0; channel < mean.length; channel++) {
            for (int value = 0; value < table[channel].length; value++) {
                table[channel][value] = (float) ((value * scale - mean[channel]) / deviation[channel]);
            }
        }
        return new ImageValues(table, reversed);
    }

    public int channels() {
        return table.length;
    }

    /** Writes an image, channels innermost; a network of one channel gets Rec. 601 luma. */
    public void write(Pixels image, float[] into, int at) {
        int place = at;
        for (int i = 0; i < image.rgb().length; i += Pixels.CHANNELS) {
            if (table.length == 1) {
                into[place++] = table[0][luma(image.rgb(), i)];
                continue;
            }
            for (int channel = 0; channel < table.length; channel++) {
                int from = reversed ? Pixels.CHANNELS - 1 - channel : channel;
                into[place++] = table[channel][image.rgb()[i + from] & 0xff];
            }
        }
    }

    /** As Pillow's {@code convert("L")}. */
    private static int luma(byte[] rgb, int i) {
        int sum = (rgb[i] & 0xff) * 19595 + (rgb[i + 1] & 0xff) * 38470 + (rgb[i + 2] & 0xff) * 7471;
        return (sum + 0x8000) >> 16;
    }
}
