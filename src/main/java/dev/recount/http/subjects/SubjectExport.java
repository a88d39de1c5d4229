package dev.recount.http.subjects;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import dev.recount.decision.DecidedCommand;
import dev.recount.decision.RecordedRejection;
import dev.recount.erasure.HeldData;
import dev.recount.http.answer.Answers;
import dev.recount.http.answer.CloudEvents;
import dev.recount.http.answer.ProblemException;
import dev.recount.journal.CommandRecord;
import dev.recount.journal.JournalEntry;
import dev.recount.json.marked.PersonalJson;
import dev.recount.model.StreamId;
import dev.recount.model.personal.Subject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.OptionalLong;
import java.util.stream.Collectors;

/**
 * The export of what is held of a person, as one JSON document in parts: of what others are told of in the same events,
 * nothing.
 */
final class SubjectExport implements Iterator<String> {

    private final HeldData held;
    private final Subject subject;
    private final Iterator<StreamId> streams;
    private final List<String> parts = new ArrayList<>();
    private String separator = "";
    private boolean hasEnded;

    /** Begins an export. Blocks, as each of its parts does. */
    SubjectExport(HeldData held, Subject subject, String exported) {
        this.held = held;
        this.subject = subject;
        this.streams = held.streams(subject).iterator();
        parts.add("{\"subject\":\"" + subject + "\",\"exported\":\"" + exported + "\",\"streams\":[");
    }

    @Override
    public boolean hasNext() {
        return !parts.isEmpty() || !hasEnded;
    }

    @Override
    public String next() {
        if (parts.isEmpty()) {
            if (hasEnded) {
                throw new NoSuchElementException("the export has ended");
            }
            addNext();
        }
        return parts.removeFirst();
    }

    private void addNext() {
        if (streams.hasNext()) {
            StreamId stream = streams.next();
            long deleted = held.deletedTo(stream);
            parts.add(separator + "{\"stream\":\"" + stream + "\","
                    + (deleted > 0 ? "\"deletedTo\":" + deleted + "," : "")
                    + held.state(stream)
                            .map(state -> "\"state\":" + own(state) + ",")
                            .orElse("") + "\"events\":[");
            separator = ",";
            addEvents(stream);
            parts.add("],\"rejected\":[");
            addRejections(stream);
            parts.add("]}");
        } else {
            parts.add("]}");
            hasEnded = true;
        }
    }

    private void addEvents(StreamId stream) {
        var events = new ArrayList<ObjectNode>();
        OptionalLong from = OptionalLong.of(1);
        while (from.isPresent()) {
            HeldData.Events page = held.events(stream, subject, from.getAsLong());
            page.events().forEach(entry -> events.addAll(events(entry)));
            from = page.next();
        }
        parts.add(joined(events));
    }

    /** One that is damaged keeps nobody from the others. */
    private List<ObjectNode> events(JournalEntry entry) {
        List<ObjectNode> events;
        try {
            events = CloudEvents.of(entry, held.reader(), this::own);
        } catch (ProblemException damaged) {
            return List.of(Answers.JSON
                    .createObjectNode()
                    .put("id", entry.id().toString())
                    .put("problem", damaged.problem().detail()));
        }
        CommandRecord command = held.reader().open(entry).header().command();
        command.detail()
                .ifPresent(detail -> events.stream().limit(1).forEach(event -> {
                    ObjectNode json = event.putObject("command");
                    json.put("name", detail.name());
                    detail.data().ifPresent(data -> json.putRawValue("data", new RawValue(own(data))));
                }));
        return events;
    }

    private void addRejections(StreamId stream) {
        var rejections = new ArrayList<ObjectNode>();
        OptionalLong after = OptionalLong.of(0);
        while (after.isPresent()) {
            HeldData.Rejections page = held.rejections(stream, subject, after.getAsLong());
            page.rejections().forEach(rejection -> rejections.add(rejected(rejection)));
            after = page.next();
        }
        parts.add(joined(rejections));
    }

    private ObjectNode rejected(RecordedRejection rejection) {
        DecidedCommand command = rejection.decision().command();
        ObjectNode json = Answers.JSON.createObjectNode();
        json.put("command", command.name());
        command.data().ifPresent(data -> json.putRawValue("data", new RawValue(own(data))));
        Answers.add(json, command.metadata());
        return json.put("reason", rejection.decision().reason());
    }

    private static String joined(List<ObjectNode> nodes) {
        return nodes.stream().map(ObjectNode::toString).collect(Collectors.joining(","));
    }

    private String own(String marked) {
        try {
            return PersonalJson.plain(PersonalJson.ofAlone(marked, subject));
        } catch (IOException noJson) {
            throw new IllegalStateException("what is stored is not JSON", noJson);
        }
    }
}
