package dev.recount.server.move;

import dev.recount.journal.spread.Placement;
import dev.recount.log.position.LogPlace;
import dev.recount.log.position.Position;
import dev.recount.model.StreamId;
import java.util.List;
import java.util.stream.IntStream;

/** To which of the journals a row of the one is moved, and what becomes of it there. */
@FunctionalInterface
interface Destination {

    /** The destination of a row that belongs to no stream: the home journal, as it is. */
    Destination HOME = (row, _) -> List.of(new Moved(0, row));

    /** To every journal, as it is. */
    Destination ALL = (row, placement) -> IntStream.range(0, placement.journals())
            .mapToObj(journal -> new Moved(journal, row))
            .toList();

    /**
     * A row in its new place.
     *
     * @param journal the index of the journal
     */
    record Moved(int journal, MovedRow row) {}

    /** Returns where a row goes. */
    List<Moved> of(MovedRow row, Placement placement);

    /** To the journal of the stream that Pekko keeps under the name in a column. */
    static Destination ofName(int column) {
        return (row, placement) -> List.of(new Moved(placement.of(row.text(column)), row));
    }

    /** To the journal of the stream whose type and id are in two columns. */
    static Destination ofStream(int type, int id) {
        return (row, placement) -> List.of(new Moved(placement.of(new StreamId(row.text(type), row.text(id))), row));
    }

    /**
     * The destination of what a handler remembers of a stream: the home journal, under the name of its share, with the
     * place in the stream's journal.
     */
    static Destination ofShare(int handler, int stream, int position) {
        return (row, placement) -> {
            int journal = placement.of(StreamId.parse(row.text(stream)));
            return List.of(new Moved(0, share(row, handler, position, journal)));
        };
    }

    /**
     * The destination of a handler's offset: the home journal, for each share. An event's number stays the same, so
     * that those before it in any journal are those that were before it in all.
     *
     * @param position the column with the position, -1 if there is none
     */
    static Destination ofHandler(int projection, int position) {
        return (row, placement) -> IntStream.range(0, placement.journals())
                .mapToObj(journal -> new Moved(0, share(row, projection, position, journal)))
                .toList();
    }

    private static MovedRow share(MovedRow row, int name, int position, int journal) {
        MovedRow ofShare = row.with(name, Placement.share(row.text(name), journal));
        return position < 0
                ? ofShare
                : ofShare.with(
                        position, Position.of(journal, place(row, position)).toString());
    }

    private static LogPlace place(MovedRow row, int position) {
        return Position.parse(row.text(position)).place(0);
    }
}
