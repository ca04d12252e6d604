// SPDX-License-Identifier: Apache-2.0
package org.attune.app;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Handlers of the operating system's signals. A shutdown hook would not do: it cannot tell Ctrl-C from a termination, and the JVM
 * swallows a second Ctrl-C while a hook works. The JDK's own class for it, in the module jdk.unsupported, cannot be named in a
 * source that is compiled with warnings as errors, hence the reflection; where it is missing, signals do what they always do.
 */
final class Signals {

    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);

    private Signals() {}

    /** @return gives the signal back to whoever had it */
    static Runnable handle(String name, Runnable action) {
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object ours = Proxy.newProxyInstance(
                    Signals.class.getClassLoader(), new Class<?>[] {handler}, (proxy, method, arguments) -> {
                        return switch (method.getName()) {
                            case "handle" -> {
                                action.run();
                                yield null;
                            }
                            case "hashCode" -> System.identityHashCode(proxy);
                            case "equals" -> arguments != null && proxy == arguments[0];
                            default -> "attune's handler of " + name;
                        };
                    });
            Object before = install(signal, handler, name, ours);
            return () -> restore(signal, handler, name, before);
        } catch (ReflectiveOperationException missing) {
            LOG.info("signal {} keeps its default: {}", name, String.valueOf(missing));
            return () -> {};
        }
    }

    private static Object install(Class<?> signal, Class<?> handler, String name, Object ours)
            throws ReflectiveOperationException {
        Object number = signal.getConstructor(String.class).newInstance(name);
        return signal.getMethod("handle", signal, handler).invoke(null, number, ours);
    }

    private static void restore(Class<?> signal, Class<?> handler, String name, Object before) {
        try {
            Object ours = install(signal, handler, name, before);
            LOG.debug("signal {} given back by {}", name, ours);
        } catch (InvocationTargetException | IllegalAccessException refused) {
            LOG.warn("signal {} could not be given back", name, refused);
        } catch (ReflectiveOperationException missing) {
            throw new IllegalStateException("the class of signals was there before", missing);
        }
    }
}
