package dev.recount.administration;

import dev.recount.administration.AdministrationCommand.Answer;
import dev.recount.administration.AdministrationCommand.Ask;
import dev.recount.administration.AdministrationCommand.NoteCallersChange;
import dev.recount.administration.AdministrationCommand.NoteFailedLogIns;
import dev.recount.administration.AdministrationCommand.NotePersonalRead;
import dev.recount.administration.AdministrationEvent.Answered;
import dev.recount.administration.AdministrationEvent.Asked;
import dev.recount.administration.AdministrationEvent.CallersChanged;
import dev.recount.administration.AdministrationEvent.LogInsFailed;
import dev.recount.administration.AdministrationEvent.PersonalDataRead;
import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.StreamId;
import dev.recount.model.type.StreamType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules of the server's record of administration: it takes whatever the server says has been. */
public final class AdministrationRules
        implements Aggregate<AdministrationState, AdministrationCommand, AdministrationEvent> {

    /** The name of the stream type. */
    public static final String NAME = "recount-administration";

    /** The stream type of the record. */
    public static final StreamType<AdministrationState, AdministrationCommand, AdministrationEvent> TYPE =
            StreamType.of(NAME, new AdministrationRules());

    private static final Pattern NUMBERED = Pattern.compile("(.*)_([0-9]{1,6})");

    /** The parts of the record, each of which has a stream a day, in UTC. */
    public enum Part {
        /** The acts of administrators, and changes of the file of callers. */
        ACTS(""),
        /** The log-ins that have failed. */
        LOG_INS("_log-ins"),
        /** The reading of personal data. */
        READS("_reads");

        private final String suffix;

        Part(String suffix) {
            this.suffix = suffix;
        }

        /** Returns the stream of a time. */
        public StreamId stream(Instant time) {
            return new StreamId(NAME, time.atOffset(ZoneOffset.UTC).toLocalDate() + suffix);
        }
    }

    /** Returns the stream in which the record goes on where that one is damaged: {@code …_2}, {@code …_3} and so on. */
    public static StreamId next(StreamId stream) {
        Matcher numbered = NUMBERED.matcher(stream.id());
        return new StreamId(
                NAME,
                numbered.matches()
                        ? numbered.group(1) + '_' + (Integer.parseInt(numbered.group(2)) + 1)
                        : stream.id() + "_2");
    }

    @Override
    public AdministrationState initial() {
        return AdministrationState.NONE;
    }

    @Override
    public Decision<AdministrationEvent> decide(
            AdministrationState state, AdministrationCommand command, Context context) {
        return Decision.accept(
                switch (command) {
                    case Ask(var act, var request, var target, var parameters, var reason) ->
                        new Asked(act, request, target, parameters, reason);
                    case Answer(var act, var status) -> new Answered(act, status);
                    case NoteFailedLogIns(var address, var kind, var names, var times, var since) ->
                        new LogInsFailed(address, kind, names, times, since);
                    case NotePersonalRead(var request, var target) -> new PersonalDataRead(request, target);
                    case NoteCallersChange(var added, var removed, var changed, var others) ->
                        new CallersChanged(added, removed, changed, others);
                });
    }

    @Override
    public AdministrationState evolve(AdministrationState state, AdministrationEvent event) {
        return switch (event) {
            case Asked asked -> state.asked(asked.act(), asked.request());
            case Answered answered -> state.answered(answered.act());
            case LogInsFailed failed -> state.logInsFailed(failed.times());
            case PersonalDataRead _ -> state.personalDataRead();
            case CallersChanged _ -> state;
        };
    }
}
