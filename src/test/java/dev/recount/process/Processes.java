package dev.recount.process;

import java.lang.reflect.Method;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.parallel.ResourceLocksProvider;

/** The turns of tests that start processes: two have theirs at a time, as more would only wait for each other. */
public final class Processes implements ResourceLocksProvider {

    /** The lock of tests that start a cluster, of which one at a time is enough for any machine. */
    public static final String CLUSTER = "cluster";

    @Override
    public Set<Lock> provideForClass(Class<?> test) {
        return Set.of(turn(test));
    }

    @Override
    public Set<Lock> provideForMethod(List<Class<?>> enclosing, Class<?> test, Method method) {
        return Set.of(turn(test));
    }

    private static Lock turn(Class<?> test) {
        return new Lock("processes-" + Math.floorMod(test.getName().hashCode(), 2));
    }
}
