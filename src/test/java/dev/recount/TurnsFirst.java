package dev.recount;

import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * The order of tests in which those that take turns begin first, for processes or for the one browser: else they would
 * be all that is left to wait for at the end.
 */
public final class TurnsFirst implements ClassOrderer {

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors().sort(Comparator.comparing(test -> !takesTurns(test)));
    }

    private static boolean takesTurns(ClassDescriptor test) {
        return startsProcesses(test) || test.isAnnotated(ResourceLock.class);
    }

    private static boolean startsProcesses(ClassDescriptor test) {
        return test.findAnnotation(Tag.class)
                .filter(tag -> tag.value().equals("process"))
                .isPresent();
    }
}
