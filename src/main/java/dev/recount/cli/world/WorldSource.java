package dev.recount.cli.world;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.function.Consumer;

/** The place where a world is computed; closed, it forgets the world. */
interface WorldSource extends AutoCloseable {

    /** Has a world computed, and returns what is told of it at once. */
    JsonNode ask(String question) throws InterruptedException;

    /** Returns what is told of the world now. */
    JsonNode told() throws InterruptedException;

    /** Hands out all differences, each as a JSON object. */
    void differences(Consumer<JsonNode> each) throws InterruptedException;

    /** Hands out the rows of a view that are others than on record, each as a JSON object. */
    void rows(String view, Consumer<JsonNode> each) throws InterruptedException;

    @Override
    void close();
}
