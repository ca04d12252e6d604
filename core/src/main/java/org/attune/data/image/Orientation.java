// SPDX-License-Identifier: Apache-2.0
package org.attune.data.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * How a camera was held, by the EXIF tag 0x0112 of a JPEG: 1 upright, 2 to 8 mirrored or turned.
 *
 * @param value 1 where nothing sensible is said
 */
record Orientation(int value) {

    private static final int TAG = 0x0112;
    private static final int ENTRY = 12;
    private static final byte[] EXIF = "Exif\0\0".getBytes(StandardCharsets.US_ASCII);

    static Orientation of(byte[] file) {
        int value = 1;
        boolean jpeg = file.length > 4 && (file[0] & 0xff) == 0xff && (file[1] & 0xff) == 0xd8;
        int at = jpeg ? 2 : file.length;
        while (at + 4 <= file.length && (file[at] & 0xff) == 0xff && (file[at + 1] & 0xff) != 0xda) {
            int length = ((file[at + 2] & 0xff) << 8) | (file[at + 3] & 0xff);
            if ((file[at + 1] & 0xff) == 0xe1 && begins(file, at + 4)) {
                int start = at + 4 + EXIF.length;
                value = tag(file, start, Math.min(file.length, at + 2 + length));
            }
            at += 2 + Math.max(2, length);
        }
        return new Orientation(value >= 1 && value <= 8 ? value : 1);
    }

    private static boolean begins(byte[] file, int at) {
        for (int i = 0; i < EXIF.length; i++) {
            if (at + i >= file.length || file[at + i] != EXIF[i]) {
                return false;
            }
        }
        return true;
    }

    private static int tag(byte[] file, int start, int end) {
        if (end - start < 8) {
            return 1;
        }
        ByteBuffer tiff = ByteBuffer.wrap(file, start, end - start).slice();
        tiff.order(tiff.get(0) == 'I' ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        long directory = tiff.getInt(4) & 0xffffffffL;
        if (directory + 2 > tiff.limit()) {
            return 1;
        }
        int entries = tiff.getShort((int) directory) & 0xffff;
        for (int i = 0; i < entries; i++) {
            long entry = directory + 2 + (long) ENTRY * i;
            if (entry + ENTRY > tiff.limit()) {
                return 1;
            } else if ((tiff.getShort((int) entry) & 0xffff) == TAG) {
                return tiff.getShort((int) entry + 8) & 0xffff;
            }
        }
        return 1;
    }

    Pixels upright(Pixels image) {
        if (value == 1) {
            return image;
        }
        boolean turned = value >= 5;
        int width = turned ? image.height() : image.width();
        int height = turned ? image.width() : image.height();
        Pixels upright = Pixels.black(width, height);
        for (int y = 0; y < height; y++) {
            for (int x = 0; x < width; x++) {
                int right = width - 1 - x;
                int below = height - 1 - y;
                switch (value) {
                    case 2 -> image.copy(right, y, upright, x, y);
                    case 3 -> image.copy(right, below, upright, x, y);
                    case 4 -> image.copy(x, below, upright, x, y);
                    case 5 -> image.copy(y, x, upright, x, y);
                    case 6 -> image.copy(y, right, upright, x, y);
                    case 7 -> image.copy(below, right, upright, x, y);
                    default -> image.copy(below, x, upright, x, y);
                }
            }
        }
        return upright;
    }
}
