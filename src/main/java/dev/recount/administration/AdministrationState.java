package dev.recount.administration;

import java.util.ArrayList;
import java.util.List;

/**
 * The state of a day of the record.
 *
 * @param acts how many acts administrators have asked for
 * @param unanswered the last of those whose answer is not on record: they go on, or nobody knows what became of them
 * @param failedLogIns how many log-ins have failed
 * @param personalReads how often reading of personal data was noted
 */
public record AdministrationState(long acts, List<Unanswered> unanswered, long failedLogIns, long personalReads) {

    static final AdministrationState NONE = new AdministrationState(0, List.of(), 0, 0);

    private static final int MOST_UNANSWERED = 100;

    public AdministrationState {
        unanswered = List.copyOf(unanswered);
    }

    /**
     * An act whose answer is not on record.
     *
     * @param act its id
     * @param request the method and the form of the path
     */
    public record Unanswered(String act, String request) {}

    AdministrationState asked(String act, String request) {
        return new AdministrationState(acts + 1, with(new Unanswered(act, request)), failedLogIns, personalReads);
    }

    private List<Unanswered> with(Unanswered last) {
        var all = new ArrayList<>(unanswered);
        all.add(last);
        return all.size() > MOST_UNANSWERED ? all.subList(1, all.size()) : all;
    }

    AdministrationState answered(String act) {
        return new AdministrationState(
                acts,
                unanswered.stream().filter(open -> !open.act().equals(act)).toList(),
                failedLogIns,
                personalReads);
    }

    AdministrationState logInsFailed(long times) {
        return new AdministrationState(acts, unanswered, failedLogIns + times, personalReads);
    }

    AdministrationState personalDataRead() {
        return new AdministrationState(acts, unanswered, failedLogIns, personalReads + 1);
    }
}
