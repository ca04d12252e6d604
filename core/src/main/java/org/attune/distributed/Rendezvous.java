// SPDX-License-Identifier: Apache-2.0
package org.attune.distributed;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.attune.problem.InputException;
import org.attune.run.AtomicFile;
import org.attune.tensor.ProcessGroup;

/** Where the processes of a run meet: {@code tcp://HOST:PORT} on the first one's machine, or {@code file:PATH} that all of them see. */
public sealed interface Rendezvous {

    /** A host's name or address. */
    record Tcp(String host, int port) implements Rendezvous {}

    /** A file that is made by the first who comes. Beside it each leaves a mark before it waits. */
    record File(Path path) implements Rendezvous {

        /** That this peer has come: what it was told is right, and it waits for the others. */
        public Path mark(int rank) {
            return path.resolveSibling(path.getFileName() + "." + rank);
        }
    }

    /** @throws InputException where the text is no place to meet */
    static Rendezvous parse(String text) {
        try {
            URI uri = new URI(text);
            if ("tcp".equals(uri.getScheme()) && uri.getHost() != null && uri.getPort() > 0) {
                return new Tcp(uri.getHost(), uri.getPort());
            }
            if ("file".equals(uri.getScheme()) && uri.getPath() == null) {
                return new File(Path.of(uri.getSchemeSpecificPart()));
            }
            if ("file".equals(uri.getScheme()) && !uri.getPath().isEmpty()) {
                return new File(Path.of(uri.getPath()));
            }
        } catch (URISyntaxException unreadable) {
            // told below
        }
        throw new InputException(
                "peers.rendezvous",
                "--rendezvous",
                "\"" + text + "\" is no place to meet",
                "tcp://HOST:PORT, where HOST is the machine of peer 0, or file:PATH in a folder that all peers see",
                "for example: --rendezvous tcp://node0:29500");
    }

    /** Waits for the others. */
    default ProcessGroup join(int rank, int size, Duration patience) {
        if (this instanceof Tcp tcp) {
            return ProcessGroup.byTcp(tcp.host(), tcp.port(), rank, size, patience);
        }
        File file = (File) this;
        try {
            Files.createFile(file.mark(rank));
        } catch (IOException e) {
            throw AtomicFile.failed(file.mark(rank), e);
        }
        return ProcessGroup.byFile(file.path(), rank, size, patience);
    }
}
