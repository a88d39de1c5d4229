package dev.recount.process;

import java.util.Comparator;
import org.junit.jupiter.api.ClassDescriptor;
import org.junit.jupiter.api.ClassOrderer;
import org.junit.jupiter.api.ClassOrdererContext;
import org.junit.jupiter.api.Tag;

/**
 * The order of tests in which those that start processes begin first: they take turns, and would be all that is left to
 * wait for at the end.
 */
public final class ProcessesFirst implements ClassOrderer {

    @Override
    public void orderClasses(ClassOrdererContext context) {
        context.getClassDescriptors().sort(Comparator.comparing(test -> !startsProcesses(test)));
    }

    private static boolean startsProcesses(ClassDescriptor test) {
        return test.findAnnotation(Tag.class)
                .filter(tag -> tag.value().equals("process"))
                .isPresent();
    }
}
