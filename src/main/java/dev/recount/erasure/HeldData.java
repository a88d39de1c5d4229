package dev.recount.erasure;

import dev.recount.decision.RecordedRejection;
import dev.recount.decision.RejectionLog;
import dev.recount.journal.JournalEntry;
import dev.recount.journal.JournalPage;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.EventReader;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.journal.spread.PerJournal;
import dev.recount.journal.stored.JournalReader;
import dev.recount.journal.stored.StoredStreams;
import dev.recount.journal.stored.SubjectStreams;
import dev.recount.json.marked.PersonalJson;
import dev.recount.model.StreamId;
import dev.recount.model.personal.Subject;
import dev.recount.replay.LatestStates;
import dev.recount.replay.StreamState;
import dev.recount.view.generation.PersonalRows;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The data that is held of persons. Every method blocks, and throws
 * {@link dev.recount.database.sql.DatabaseException} when a database does not answer.
 */
public final class HeldData {

    private static final int PAGE = 200;

    private final SubjectStreams streams;
    private final JournalReader journal;
    private final LatestStates states;
    private final Codecs codecs;
    private final PersonalRows rows;
    private final PerJournal<RejectionLog> rejections;

    public HeldData(
            SubjectStreams streams,
            StoredStreams stored,
            Codecs codecs,
            PersonalRows rows,
            PerJournal<RejectionLog> rejections) {
        this.streams = streams;
        this.journal = stored.events();
        this.states = new LatestStates(stored.states());
        this.codecs = codecs;
        this.rows = rows;
        this.rejections = rejections;
    }

    /** Returns the streams that hold, or held, something of a subject's, in order. */
    public List<StreamId> streams(Subject subject) {
        return streams.of(subject);
    }

    /** Returns how many rows hold something of a subject's, of now and of the past, by view. */
    public Map<String, Long> rows(Subject subject) {
        return rows.count(subject);
    }

    /** Returns what reads the events. */
    public EventReader reader() {
        return codecs.reader();
    }

    /**
     * Some events of a stream.
     *
     * @param events those of a subject: all, where the stream is the subject, and else those that hold something of the
     *     subject's
     * @param next the version of the first event of the next page, if there is one
     */
    public record Events(List<JournalEntry> events, OptionalLong next) {}

    /** Returns the version up to which the events of a stream were deleted, 0 if none were. */
    public long deletedTo(StreamId stream) {
        return journal.deleted(stream).version();
    }

    /** Returns a page of the events of a stream, from a version on, read as they are corrected. */
    public Events events(StreamId stream, Subject subject, long from) {
        long first = Math.max(from, deletedTo(stream) + 1); // of what was deleted, nothing is held
        JournalPage page = journal.events(stream, first, PAGE);
        boolean isOwn = Subject.of(stream).equals(subject);
        List<JournalEntry> events = page.entries().stream()
                .filter(entry -> isOwn
                        || PersonalJson.sealedSubjects(entry.stored().payload()).contains(subject))
                .toList();
        return new Events(
                events,
                page.atEnd()
                        ? OptionalLong.empty()
                        : OptionalLong.of(page.entries().getLast().version() + 1));
    }

    /**
     * Returns the state of a stream of which nothing else is kept, as JSON in which personal data is marked; nothing
     * where there is none, or it cannot be read.
     */
    public Optional<String> state(StreamId stream) {
        return codecs.find(stream.type())
                .filter(codec -> codec.type().keepsStateAlone())
                .flatMap(codec -> state(codec, stream));
    }

    private <S> Optional<String> state(StreamCodec<S, ?, ?> codec, StreamId stream) {
        return states.of(codec, stream)
                .filter(latest -> latest.state() instanceof StreamState.Live<S>)
                .map(latest -> codec.states().write(((StreamState.Live<S>) latest.state()).state()));
    }

    /**
     * Some rejected commands of a stream.
     *
     * @param rejections those that hold something of a subject's
     * @param next the number after which the next page begins, if there is one
     */
    public record Rejections(List<RecordedRejection> rejections, OptionalLong next) {}

    /** Returns a page of the rejected commands of a stream, after a number. */
    public Rejections rejections(StreamId stream, Subject subject, long after) {
        List<RecordedRejection> page = rejections.of(stream).after(stream, after, PAGE);
        List<RecordedRejection> held = page.stream()
                .filter(rejection -> rejection
                        .decision()
                        .command()
                        .data()
                        .filter(data -> holds(data, stream, subject))
                        .isPresent())
                .toList();
        return new Rejections(
                held,
                page.size() < PAGE
                        ? OptionalLong.empty()
                        : OptionalLong.of(page.getLast().number()));
    }

    private static boolean holds(String data, StreamId stream, Subject subject) {
        try {
            return PersonalJson.subjects(data.getBytes(StandardCharsets.UTF_8), Subject.of(stream))
                    .contains(subject);
        } catch (IOException noJson) {
            throw new IllegalStateException("a rejected command is not JSON", noJson);
        }
    }
}
