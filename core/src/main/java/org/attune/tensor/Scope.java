// SPDX-License-Identifier: Apache-2.0
package org.attune.tensor;

import org.bytedeco.javacpp.Pointer;
import org.bytedeco.javacpp.PointerScope;
import org.jspecify.annotations.Nullable;

/**
 * Owns the native objects made on this thread while it is the innermost scope, and frees them when it closes. Opened in
 * try-with-resources at five places only: the run, the step, the micro-batch (or one evaluation step), a block's forward, and a
 * chunk of a vocabulary's scores.
 */
public final class Scope implements AutoCloseable {

    private final @Nullable PointerScope outer;
    private final PointerScope inner;

    private Scope() {
        outer = PointerScope.getInnerScope();
        Profile profile = Profile.current();
        inner = profile == null ? new PointerScope() : new Counting(profile);
    }

    /** Counts what is made in it. */
    private static final class Counting extends PointerScope {
        private final Profile profile;

        Counting(Profile profile) {
            this.profile = profile;
        }

        @Override
        public PointerScope attach(Pointer made) {
            profile.made(1);
            return super.attach(made);
        }
    }

    public static Scope open() {
        Engine.start();
        return new Scope();
    }

    /**
     * Hands a result to the enclosing scope, which then owns it. The enclosing scope must take it before this one lets go:
     * detaching first would free it.
     */
    public <P extends Pointer> P keep(P result) {
        if (outer == null) {
            throw new IllegalStateException("there is no enclosing scope to keep a result in");
        }
        outer.attach(result);
        inner.detach(result);
        return result;
    }

    /** Takes over what was just made in a scope inside of this one. */
    public <P extends Pointer> P own(P made) {
        PointerScope innermost = PointerScope.getInnerScope();
        if (innermost != null && innermost != inner) {
            inner.attach(made);
            innermost.detach(made);
        }
        return made;
    }

    @Override
    public void close() {
        inner.close();
    }
}
