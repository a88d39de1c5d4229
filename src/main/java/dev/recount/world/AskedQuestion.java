package dev.recount.world;

import dev.recount.json.marked.PersonalJson;
import dev.recount.log.Knowledge;
import dev.recount.replay.world.Mode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A question for a world as people ask it; without rules and edits, for the world as it is on record.
 *
 * @param rules the name of the other rules; without one, those that are served
 * @param mode the way in which it follows from what is on record
 * @param streams a stream type, or a stream, whose commands are decided again; without one, all
 * @param from the time from which on commands are decided again
 * @param to the last time of which anything is in the world
 * @param known as of when it is known how events are to be read that were corrected; without it, as of its end
 * @param without the events whose commands are left out, such as {@code account/17@3}
 * @param instead what is put in the place of what is on record
 * @param corrections the corrections that hold in the world beside those that are recorded, each a JSON object with its
 *     stream, in the words in which they are asked for
 * @param run the handlers whose commands are made anew
 * @param views the views that are built
 */
public record AskedQuestion(
        Optional<String> rules,
        Mode mode,
        Optional<String> streams,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<Knowledge> known,
        List<String> without,
        List<Instead> instead,
        List<String> corrections,
        List<String> run,
        List<String> views) {

    public AskedQuestion {
        without = List.copyOf(without);
        instead = List.copyOf(instead);
        corrections = List.copyOf(corrections);
        run = List.copyOf(run);
        views = List.copyOf(views);
    }

    /** Returns the same question, with all that it puts in marked as personal data, of which it may hold some. */
    AskedQuestion marked() {
        return new AskedQuestion(
                rules,
                mode,
                streams,
                from,
                to,
                known,
                without,
                instead.stream().map(Instead::marked).toList(),
                corrections.stream().map(AskedQuestion::marked).toList(),
                run,
                views);
    }

    private static String marked(String data) {
        return PersonalJson.isMarked(data) ? data : PersonalJson.mark(data);
    }

    /**
     * The commands or events in the place of one.
     *
     * @param of the event, or one that the command led to, such as {@code account/17@3}
     * @param commands the commands that are sent instead of the one that led to it
     * @param events the events that happen instead of it
     */
    public record Instead(String of, Optional<List<Item>> commands, Optional<List<Item>> events) {

        private Instead marked() {
            return new Instead(of, commands.map(Item::marked), events.map(Item::marked));
        }
    }

    /**
     * A command or an event that is put in.
     *
     * @param name the name of its record
     * @param data its fields as JSON
     */
    public record Item(String name, String data) {

        private static List<Item> marked(List<Item> items) {
            return items.stream()
                    .map(item -> new Item(item.name, AskedQuestion.marked(item.data)))
                    .toList();
        }
    }
}
