package dev.recount.cli.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.cli.option.CommandFailedException;
import dev.recount.http.answer.Unmarked;
import dev.recount.http.views.ViewAnswers;
import dev.recount.json.Json;
import dev.recount.model.view.Visibility;
import dev.recount.server.StoppedWorlds;
import dev.recount.view.query.Question;
import dev.recount.view.search.RowDifferences;
import dev.recount.world.QuestionJson;
import dev.recount.world.WorldException;
import dev.recount.world.WorldView;
import dev.recount.world.Worlds;
import dev.recount.world.table.DifferenceTable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A world that is computed in this process, from the journal of a server that does not run. */
final class StoppedWorld implements WorldSource {

    private static final int PAGE = 1_000;

    private static final DifferenceTable.Choice ALL =
            new DifferenceTable.Choice(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    private static final JsonMapper EXACT = Json.exact();

    private final StoppedWorlds stopped;
    private final Worlds worlds;
    private long number;

    StoppedWorld(StoppedWorlds stopped) {
        this.stopped = stopped;
        this.worlds = stopped.worlds();
    }

    @Override
    public JsonNode ask(String question) {
        Worlds.Asked asked = explained(() -> worlds.ask(QuestionJson.read(question)));
        number = asked.number();
        return json(asked.told());
    }

    private static <T> T explained(Supplier<T> question) {
        try {
            return question.get();
        } catch (WorldException refused) {
            throw new CommandFailedException(String.valueOf(refused.getMessage()));
        }
    }

    @Override
    public JsonNode told() {
        return json(worlds.answers().find(number).orElseThrow());
    }

    @Override
    public void differences(Consumer<JsonNode> each) {
        long after = 0;
        List<DifferenceTable.Found> page;
        do {
            page = worlds.answers().differences(number, ALL, after, PAGE).orElseThrow();
            page.forEach(found -> each.accept(json(found.body())));
            after = page.isEmpty() ? after : page.getLast().number();
        } while (page.size() == PAGE);
    }

    @Override
    public void rows(String view, Consumer<JsonNode> each) {
        WorldView found = worlds.answers().view(number, view).orElseThrow();
        Optional<String> after = Optional.empty();
        do {
            var question = new Question.OfRows(
                    List.of(), List.of(), List.of(), List.of(), PAGE, false, Optional.empty(), after, Visibility.all());
            RowDifferences page = explained(() -> worlds.answers().difference(found, question));
            for (RowDifferences.Pair pair : page.rows()) {
                ObjectNode both = EXACT.createObjectNode();
                pair.one()
                        .ifPresent(row -> ViewAnswers.write(both.putObject("recorded"), page.columns(), Set.of(), row));
                pair.other()
                        .ifPresent(row -> ViewAnswers.write(both.putObject("other"), page.columns(), Set.of(), row));
                each.accept(json(both.toString()));
            }
            after = page.next();
        } while (after.isPresent());
    }

    private static JsonNode json(String text) {
        try {
            return EXACT.readTree(Unmarked.of(text, true));
        } catch (JsonProcessingException ownWriting) {
            throw new IllegalStateException("what is told of a world is not JSON", ownWriting);
        }
    }

    @Override
    public void close() {
        stopped.close();
    }
}
