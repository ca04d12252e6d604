// SPDX-License-Identifier: Apache-2.0
package org.attune.tensor;

import org.bytedeco.openblas.presets.openblas_nolapack;
import org.bytedeco.pytorch.Tensor;
import org.bytedeco.pytorch.global.torch;

/**
 * Starts libtorch with the settings that Attune's results and speed depend on. They are set here and not in a launcher,
 * so that a program that uses the library gets the same numbers as the command line.
 */
public final class Engine {

    private static boolean started;

    private Engine() {}

    /** Loads the natives and applies the settings; called by every {@link Scope}, cheap after the first time. */
    public static synchronized void start() {
        if (started) {
            return;
        }
        // JavaCPP counts all resident memory of the process against twice the Java heap and throws: we account
        // ourselves.
        System.setProperty("org.bytedeco.javacpp.maxbytes", "0");
        System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", "0");
        // TorchScript's profiling executor changes gradient bits between a function's first and later calls.
        torch.setGraphExecutorOptimize(false);
        // OpenBLAS's own threads inside libtorch's make fp32 runs 2.4 times slower.
        openblas_nolapack.blas_set_num_threads(1);
        torch.globalContext().setDeterministicCuDNN(true);
        torch.globalContext().setDeterministicMkldnn(true);
        started = true;
    }

    /** Sets the number of threads of one operator; results are bit-equal only for the same number. */
    public static void setThreads(int threads) {
        start();
        torch.set_num_threads(threads);
    }

    public static int threads() {
        start();
        return torch.get_num_threads();
    }

    /** The recipe's {@code threads: all}: every processor the system lets this process use. */
    public static int allThreads() {
        return Runtime.getRuntime().availableProcessors();
    }

    /** The version of libtorch with its bindings. */
    public static String version() {
        String version = Tensor.class.getPackage().getImplementationVersion();
        return version == null ? "unknown" : version;
    }
}
