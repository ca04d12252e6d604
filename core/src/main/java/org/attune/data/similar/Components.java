// SPDX-License-Identifier: Apache-2.0
package org.attune.data.similar;

/** Disjoint sets of 0 … size-1, each named by its smallest member (union-find with path halving). */
public final class Components {

    private final int[] parent;

    public Components(int size) {
        parent = new int[size];
        for (int i = 0; i < size; i++) {
            parent[i] = i;
        }
    }

    public int find(int member) {
        int at = member;
        while (parent[at] != at) {
            parent[at] = parent[parent[at]];
            at = parent[at];
        }
        return at;
    }

    public boolean join(int one, int other) {
        int a = find(one);
        int b = find(other);
        if (a == b) {
            return false;
        }
        parent[Math.max(a, b)] = Math.min(a, b);
        return true;
    }

    public int size() {
        return parent.length;
    }
}
