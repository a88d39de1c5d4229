package dev.recount.world;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.recount.json.Json;
import dev.recount.log.position.Position;
import dev.recount.model.DomainException;
import dev.recount.model.view.View;
import dev.recount.view.search.TableQueries.Seen;
import dev.recount.view.search.TableQueries.Tables;
import dev.recount.view.table.RowMapping;
import dev.recount.view.table.TableNames;
import dev.recount.world.WorldException.Kind;
import dev.recount.world.rules.RuleBook;
import dev.recount.world.table.WorldSchema;
import dev.recount.world.table.WorldViewTable;
import java.util.Optional;

/**
 * A view of a world.
 *
 * @param world the number of the world
 * @param position the position up to which it will have seen the log once it is whole
 * @param other its tables as in the world
 * @param recorded its tables as on record, if the rules that are served have the view
 */
public record WorldView(long world, Position position, Tables other, Optional<Tables> recorded) {

    private static final JsonMapper JSON = Json.frame();

    static WorldView of(WorldSchema schema, String told, String view, RuleBook book) {
        JsonNode world = read(told);
        JsonNode question = world.path("question");
        boolean has = question.path("views")
                .valueStream()
                .anyMatch(each -> each.asText().equals(view));
        String rules = question.path("rules").asText(RuleBook.SERVED);
        try {
            Optional<View<?>> other = book.find(rules).flatMap(known -> known.view(view));
            if (!has || other.isEmpty()) {
                throw new WorldException(Kind.UNFIT, "world " + schema.number() + " has no view " + view);
            }
            Position position = Position.parse(world.path("position").asText());
            return new WorldView(
                    schema.number(),
                    position,
                    tables(other.get(), WorldViewTable.other(schema, view), position),
                    book.served()
                            .view(view)
                            .map(served -> tables(served, WorldViewTable.recorded(schema, view), position)));
        } catch (DomainException unusable) {
            throw new WorldException(Kind.UNFIT, "rules: " + unusable.getMessage());
        }
    }

    private static <R> Tables tables(View<R> view, TableNames names, Position position) {
        return new Tables(
                view.name(), names, new RowMapping<>(view).shape(), (_, _) -> new Seen(position, Optional.empty()));
    }

    private static JsonNode read(String told) {
        try {
            return JSON.readTree(told);
        } catch (JsonProcessingException ownWriting) {
            throw new IllegalStateException("what is told of a world is not JSON", ownWriting);
        }
    }
}
