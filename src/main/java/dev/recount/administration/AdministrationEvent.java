package dev.recount.administration;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The events of the server's record of administration; who it was is the principal of each. */
public sealed interface AdministrationEvent {

    /**
     * An administrator asked for something, which was not done before this was recorded.
     *
     * @param act the id of the act, by which its answer is known
     * @param request the method and the form of the path
     * @param target the variables of the path
     * @param parameters the parameters of the query
     * @param reason why, if the administrator said so beside the body
     */
    record Asked(
            String act,
            String request,
            Map<String, String> target,
            Map<String, String> parameters,
            Optional<String> reason)
            implements AdministrationEvent {

        public Asked {
            target = Map.copyOf(target);
            parameters = Map.copyOf(parameters);
        }
    }

    /**
     * An administrator was answered.
     *
     * @param act the id of the act
     * @param status the status of the answer, as HTTP has it
     */
    record Answered(String act, int status) implements AdministrationEvent {}

    /**
     * Log-ins failed.
     *
     * @param address where they came from; none where they came from more addresses than are told apart
     * @param kind the kind of credential
     * @param names the first of the names that were tried
     * @param times how many failed
     * @param since when the first of them did
     */
    record LogInsFailed(Optional<String> address, String kind, List<String> names, long times, Instant since)
            implements AdministrationEvent {

        public LogInsFailed {
            names = List.copyOf(names);
        }
    }

    /**
     * A caller read what holds personal data, once or more often in the minute that began then.
     *
     * @param request the method and the form of the path
     * @param target the variables of the path
     */
    record PersonalDataRead(String request, Map<String, String> target) implements AdministrationEvent {

        public PersonalDataRead {
            target = Map.copyOf(target);
        }
    }

    /**
     * A server read the file of callers again, and found it changed; who changed it is not known to it.
     *
     * @param added those who were not there before
     * @param removed those who are not there any more
     * @param changed those with another secret, other roles or claims, another end, or more or fewer keys
     * @param others how many more there are than are named
     */
    record CallersChanged(List<NamedCaller> added, List<NamedCaller> removed, List<NamedCaller> changed, long others)
            implements AdministrationEvent {

        public CallersChanged {
            added = List.copyOf(added);
            removed = List.copyOf(removed);
            changed = List.copyOf(changed);
        }
    }
}
