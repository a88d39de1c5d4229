package dev.recount.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.correction.CorrectionException;
import dev.recount.correction.DraftCheck;
import dev.recount.correction.DraftJson;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.correction.Correction;
import dev.recount.json.MalformedException;
import dev.recount.log.LogReader;
import dev.recount.model.EventId;
import dev.recount.model.StreamId;
import dev.recount.model.handler.Handler;
import dev.recount.model.type.StreamType;
import dev.recount.model.view.View;
import dev.recount.replay.world.Edits;
import dev.recount.replay.world.Mode;
import dev.recount.replay.world.Rules;
import dev.recount.replay.world.WorldQuestion;
import dev.recount.replay.world.WorldQuestion.Selection;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The question for a world held against the rules that are to answer it.
 *
 * @param rules the rules of the world
 * @param log the log that the world is computed from
 */
record QuestionCheck(Rules rules, LogReader log) {

    /**
     * Returns the question as it can be answered.
     *
     * @throws WorldException if it cannot; names the part of it that does not fit
     */
    WorldQuestion checked(AskedQuestion asked) {
        return checked(asked, corrections(asked));
    }

    /** Returns the question as it can be answered, with corrections that have been looked at already. */
    WorldQuestion checked(AskedQuestion asked, Map<StreamId, List<Correction>> corrections) {
        asked.views().forEach(this::requireView);
        asked.run().forEach(this::requireRunnable);
        if (!asked.run().isEmpty()
                && (asked.mode() != Mode.COUNTERFACTUAL || asked.streams().isPresent())) {
            throw unfit("run", "handlers are run in mode counterfactual only, and for all streams");
        }
        if (asked.from().isPresent()
                && asked.to().isPresent()
                && asked.to().get().isBefore(asked.from().get())) {
            throw unfit("to", "lies before from");
        }
        return new WorldQuestion(
                asked.mode(),
                asked.streams().map(this::selection).orElse(Selection.ALL),
                asked.from(),
                asked.to(),
                asked.known(),
                edits(asked),
                corrections,
                asked.run(),
                asked.views());
    }

    static WorldException unfit(String field, String problem) {
        return new WorldException(WorldException.Kind.UNFIT, field + ": " + problem);
    }

    private Selection selection(String text) {
        try {
            Selection selection = Selection.parse(text);
            selection.type().map(type -> codec("streams", type).type()).ifPresent(QuestionCheck::requireEvents);
            return selection;
        } catch (IllegalArgumentException unusable) {
            throw unfit("streams", String.valueOf(unusable.getMessage()));
        }
    }

    private static void requireEvents(StreamType<?, ?, ?> type) {
        if (type.keepsStateAlone()) {
            throw unfit(
                    "streams", "those of " + type.name() + " keep their latest state alone: there is no past of them");
        }
    }

    private StreamCodec<?, ?, ?> codec(String field, String type) {
        return rules.codecs()
                .find(type)
                .orElseThrow(() -> unfit(field, "the rules " + rules.name() + " have no stream type " + type));
    }

    private void requireView(String view) {
        View<?> known = rules.view(view)
                .orElseThrow(() -> unfit("views", "the rules " + rules.name() + " have no view " + view));
        if (known.followsStates()) {
            throw unfit(
                    "views", known + " follows streams that keep their latest state alone, of which there is no past");
        }
    }

    private void requireRunnable(String name) {
        Handler handler = rules.handler(name)
                .orElseThrow(() -> unfit("run", "the rules " + rules.name() + " have no handler " + name));
        if (handler.hasOutsideEffects()) {
            throw unfit("run", handler + " is not declared to be without outside effects");
        }
    }

    private Edits edits(AskedQuestion asked) {
        Map<EventId, List<Edits.Item>> commands = new HashMap<>();
        Map<EventId, List<Edits.Item>> events = new HashMap<>();
        asked.without().forEach(event -> put(commands, "without", event, List.of()));
        for (AskedQuestion.Instead instead : asked.instead()) {
            if (instead.commands().isPresent() == instead.events().isPresent()) {
                throw unfit("instead", "of " + instead.of() + ": has either commands or events");
            }
            StreamCodec<?, ?, ?> codec =
                    codec("instead", id("instead", instead.of()).stream().type());
            instead.commands().ifPresent(items -> put(commands, "instead", instead.of(), commands(codec, items)));
            instead.events().ifPresent(items -> put(events, "instead", instead.of(), events(codec, items)));
        }
        return new Edits(commands, events);
    }

    private Map<StreamId, List<Correction>> corrections(AskedQuestion asked) {
        Map<StreamId, List<Correction>> corrections = new HashMap<>();
        for (String text : asked.corrections()) {
            try {
                ObjectNode json = DraftJson.object(text);
                StreamId stream = StreamId.parse(json.path("stream").asText());
                json.remove("stream");
                StreamCodec<?, ?, ?> codec = codec("corrections", stream.type());
                long last = log.lastVersion(stream);
                var check = new DraftCheck(codec, last, log.corrections(stream));
                List<Correction> checked =
                        DraftJson.read(json).stream().map(check::checked).toList();
                if (corrections.put(stream, checked) != null) {
                    throw unfit("corrections", stream + " is there twice");
                }
            } catch (MalformedException malformed) {
                throw unfit("corrections", malformed.sentence());
            } catch (IllegalArgumentException | CorrectionException unusable) {
                throw unfit("corrections", String.valueOf(unusable.getMessage()));
            }
        }
        return corrections;
    }

    private void put(Map<EventId, List<Edits.Item>> edits, String field, String event, List<Edits.Item> items) {
        EventId id = id(field, event);
        codec(field, id.stream().type());
        if (edits.put(id, items) != null) {
            throw unfit(field, event + " is there twice");
        }
    }

    private static EventId id(String field, String text) {
        try {
            EventId id = EventId.parse(text);
            if (id.version() < 1 || id.part() != 1) {
                throw unfit(field, text + ": an event is meant as it is stored, from version 1 on");
            }
            return id;
        } catch (IllegalArgumentException none) {
            throw unfit(field, text + ": " + none.getMessage());
        }
    }

    private static List<Edits.Item> commands(StreamCodec<?, ?, ?> codec, List<AskedQuestion.Item> items) {
        return items.stream()
                .map(item -> {
                    try {
                        var _ = codec.commands().read(item.name(), item.data().getBytes(StandardCharsets.UTF_8));
                    } catch (IllegalArgumentException | MalformedException unreadable) {
                        throw unfit("instead", item.name() + ": " + unreadable.getMessage());
                    }
                    return new Edits.Item(item.name(), item.data());
                })
                .toList();
    }

    private static List<Edits.Item> events(StreamCodec<?, ?, ?> codec, List<AskedQuestion.Item> items) {
        return items.stream()
                .map(item -> {
                    try {
                        var _ = codec.events().readToday(item.name(), item.data());
                    } catch (MalformedException unreadable) {
                        throw unfit("instead", item.name() + ": " + unreadable.getMessage());
                    }
                    return new Edits.Item(item.name(), item.data());
                })
                .toList();
    }
}
