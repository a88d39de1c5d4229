package dev.recount.administration;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The commands of the server's record of administration, which the server alone sends. */
public sealed interface AdministrationCommand {

    /**
     * Records that an administrator asks for something, before it is done.
     *
     * @param act the id of the act, by which its answer is known
     * @param request the method and the form of the path
     * @param target the variables of the path
     * @param parameters the parameters of the query
     * @param reason why, if the administrator says so beside the body
     */
    record Ask(
            String act,
            String request,
            Map<String, String> target,
            Map<String, String> parameters,
            Optional<String> reason)
            implements AdministrationCommand {

        public Ask {
            target = Map.copyOf(target);
            parameters = Map.copyOf(parameters);
        }
    }

    /**
     * Records what an administrator was answered.
     *
     * @param act the id of the act
     * @param status the status of the answer, as HTTP has it
     */
    record Answer(String act, int status) implements AdministrationCommand {}

    /**
     * Records that log-ins have failed.
     *
     * @param address where they came from; none where they came from more addresses than are told apart
     * @param kind the kind of credential
     * @param names the first of the names that were tried
     * @param times how many have failed
     * @param since when the first of them did
     */
    record NoteFailedLogIns(Optional<String> address, String kind, List<String> names, long times, Instant since)
            implements AdministrationCommand {

        public NoteFailedLogIns {
            names = List.copyOf(names);
        }
    }

    /**
     * Records that a caller reads what holds personal data.
     *
     * @param request the method and the form of the path
     * @param target the variables of the path
     */
    record NotePersonalRead(String request, Map<String, String> target) implements AdministrationCommand {

        public NotePersonalRead {
            target = Map.copyOf(target);
        }
    }

    /**
     * Records that a server has read the file of callers again, and found it changed.
     *
     * @param added those who were not there before
     * @param removed those who are not there any more
     * @param changed those with another secret, other roles or claims, another end, or more or fewer keys
     * @param others how many more there are than are named
     */
    record NoteCallersChange(List<NamedCaller> added, List<NamedCaller> removed, List<NamedCaller> changed, long others)
            implements AdministrationCommand {

        public NoteCallersChange {
            added = List.copyOf(added);
            removed = List.copyOf(removed);
            changed = List.copyOf(changed);
        }
    }
}
