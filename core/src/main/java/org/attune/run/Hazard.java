// SPDX-License-Identifier: Apache-2.0
package org.attune.run;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Named places where tests of crash safety strike. With {@code -Dattune.hazard=checkpoint:mid-write} the process dies
 * at that place as {@code kill -9} would make it (exit code 137, no shutdown hooks); {@code name#3} lets two passes
 * go; {@code disk-full:name} and {@code disk-full:name#3} fail there as a full disk does, from then on.
 */
public final class Hazard {

    public static final String PROPERTY = "attune.hazard";

    private static final String DISK_FULL = "disk-full:";
    private static final int KILLED = 137;
    private static final Map<String, AtomicInteger> PASSES = new ConcurrentHashMap<>();

    private Hazard() {}

    /** Costs one look at a system property where no hazard is set. */
    public static void at(String name) throws IOException {
        String hazard = System.getProperty(PROPERTY);
        if (hazard != null) {
            meet(name, hazard);
        }
    }

    private static void meet(String name, String hazard) throws IOException {
        boolean full = hazard.startsWith(DISK_FULL);
        String place = full ? hazard.substring(DISK_FULL.length()) : hazard;
        int hash = place.lastIndexOf('#');
        int wanted = hash < 0 ? 1 : Integer.parseInt(place.substring(hash + 1));
        if (!name.equals(hash < 0 ? place : place.substring(0, hash))) {
            return;
        }
        int pass = PASSES.computeIfAbsent(hazard, unused -> new AtomicInteger()).incrementAndGet();
        if (pass < wanted) {
            return;
        }
        if (full) {
            throw new IOException("No space left on device");
        }
        Runtime.getRuntime().halt(KILLED);
    }
}
