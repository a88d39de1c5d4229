package dev.recount.cli.world;

import com.fasterxml.jackson.databind.JsonNode;
import dev.recount.cli.option.Reason;
import dev.recount.cli.option.ServerClient;
import java.util.Map;
import java.util.function.Consumer;

/** A world that a running server computes. */
final class ServedWorld implements WorldSource {

    private static final String PATH = "/admin/worlds";

    private final ServerClient server;
    private final Reason reason;
    private String world = "";

    ServedWorld(ServerClient server, Reason reason) {
        this.server = server;
        this.reason = reason;
    }

    @Override
    public JsonNode ask(String question) throws InterruptedException {
        JsonNode told = server.post(PATH, question, reason.headers());
        world = PATH + "/" + told.path("id").asText();
        return told;
    }

    @Override
    public JsonNode told() throws InterruptedException {
        return server.get(world);
    }

    @Override
    public void differences(Consumer<JsonNode> each) throws InterruptedException {
        all(world + "/differences?limit=1000", "differences", each);
    }

    @Override
    public void rows(String view, Consumer<JsonNode> each) throws InterruptedException {
        all(world + "/views/" + view + "/difference?limit=1000", "rows", each);
    }

    private void all(String first, String list, Consumer<JsonNode> each) throws InterruptedException {
        String next = first;
        while (!next.isEmpty()) {
            JsonNode page = server.get(next);
            page.path(list).forEach(each);
            next = page.path("next").asText();
        }
    }

    @Override
    public void close() {
        try {
            if (!world.isEmpty()) {
                var _ = server.delete(world, Map.of(), reason.headers());
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
