// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.util.List;
import org.attune.distributed.GlooPeers;
import org.attune.distributed.Peers;
import org.attune.distributed.Rendezvous;
import org.attune.problem.InputException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which of a run's processes this one is. Without the options it is the first and starts the others, on this machine. */
final class PeerOptions {

    @Option(
            names = "--peer",
            paramLabel = "NUMBER",
            description =
                    "On several machines: which of training.processes this one is, from 0. Number 0 writes the run directory, which"
                            + " all of them see.")
    private @Nullable Integer peer;

    @Option(
            names = "--rendezvous",
            paramLabel = "PLACE",
            description =
                    "On several machines: where they meet, tcp://HOST:PORT of number 0, or file:PATH that all of them see.")
    private @Nullable String rendezvous;

    /** @param command the whole command, for the processes that are started here */
    Peers open(int processes, java.nio.file.Path output, List<String> command) {
        if ((peer == null) != (rendezvous == null)) {
            throw new InputException(
                    "peers.options",
                    peer == null ? "--rendezvous" : "--peer",
                    "without " + (peer == null ? "--peer" : "--rendezvous"),
                    "a process among others says which it is and where they meet",
                    "give both, or none: then the processes are started here");
        }
        if (peer == null || rendezvous == null) {
            return processes == 1 ? Peers.single() : new LocalPeers(processes, output, command);
        }
        if (peer < 0 || peer >= processes) {
            throw new InputException(
                    "peers.number",
                    "--peer",
                    peer + " of training.processes: " + processes,
                    "they are numbered from 0 to one less than there are",
                    "give every process the same training.processes and a number of its own");
        }
        // file: is how processes of one machine meet that were started by the first of them
        return new GlooPeers(Rendezvous.parse(rendezvous), peer, processes, LocalPeers.here(processes));
    }
}
