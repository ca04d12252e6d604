// SPDX-License-Identifier: Apache-2.0
package org.attune.data.image;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.attune.problem.Problem;
import org.attune.problem.WorkException;
import org.jspecify.annotations.Nullable;

/**
 * Decoded and resized images in a file without a name, which the system removes with the process however it ends: every epoch reads
 * some kilobytes instead of decoding. Safe to be read from several threads.
 */
public final class ImageStore {

    private final FileChannel file;
    private final long[] places;
    private final int[] widths;
    private final int[] heights;
    private final AtomicLong end = new AtomicLong();

    private ImageStore(FileChannel file, int count) {
        this.file = file;
        places = new long[count];
        widths = new int[count];
        heights = new int[count];
    }

    /** Hears what is wrong with images, in their order. */
    public interface Faults {
        void at(int place, String found, String expected, String fix);
    }

    /** Decodes all files, several at once. */
    public static ImageStore of(List<Path> files, ImageSizing sizing, Faults faults) {
        ImageStore store = new ImageStore(unnamed(), files.size());
        @Nullable BrokenImageException[] broken = new BrokenImageException[files.size()];
        IntStream.range(0, files.size()).parallel().forEach(i -> {
            try {
                store.put(i, sizing.resized(ImageDecoder.decode(bytes(files.get(i)))));
            } catch (BrokenImageException e) {
                broken[i] = e;
            }
        });
        for (int i = 0; i < broken.length; i++) {
            BrokenImageException one = broken[i];
            if (one != null) {
                faults.at(i, String.valueOf(one.getMessage()), one.expected(), one.fix());
            }
        }
        return store;
    }

    private static byte[] bytes(Path file) throws BrokenImageException {
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new BrokenImageException(
                    "does not exist",
                    "paths of images are relative to the file that names them, or to the working directory",
                    "mend the path, or remove the row");
        } catch (IOException e) {
            throw new BrokenImageException(
                    "cannot be read: " + Problem.quote(e),
                    "images are readable files",
                    "check the path and permissions");
        }
    }

    private static FileChannel unnamed() {
        try {
            Path file = Files.createTempFile("attune-images", ".pixels");
            return FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw failed(e);
        }
    }

    private void put(int i, Pixels image) {
        widths[i] = image.width();
        heights[i] = image.height();
        places[i] = end.getAndAdd(image.rgb().length);
        ByteBuffer bytes = ByteBuffer.wrap(image.rgb());
        try {
            for (long at = places[i]; bytes.hasRemaining(); ) {
                at += file.write(bytes, at);
            }
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** The image with this number as it is kept. */
    public Pixels at(int i) {
        ByteBuffer bytes = ByteBuffer.allocate(Pixels.CHANNELS * widths[i] * heights[i]);
        try {
            long at = places[i];
            for (int read = 0; bytes.hasRemaining() && read >= 0; at += read) {
                read = file.read(bytes, at);
            }
        } catch (IOException e) {
            throw failed(e);
        }
        return new Pixels(widths[i], heights[i], bytes.array());
    }

    private static WorkException failed(IOException e) {
        return new WorkException(
                "images.store",
                String.valueOf(System.getProperty("java.io.tmpdir")),
                "resized images cannot be kept there: " + Problem.quote(e),
                "the folder for temporary files has room for them",
                "make room, or name another folder: JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR");
    }
}
