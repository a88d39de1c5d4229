package dev.recount.journal.claim.mark;

import dev.recount.journal.claim.ClaimChange;
import dev.recount.journal.claim.Claimed;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The changes of what a stream holds by one event that is stored.
 *
 * @param id what stands for them
 * @param persistenceId the text under which the stream lies in its journal
 * @param version the version of the event
 */
public record ClaimMark(String id, String persistenceId, long version, Claimed claimed) {

    private static final String NONE = "-";

    /** The character between a transaction and what tells its parts apart. */
    private static final char OF_TRANSACTION = ':';

    /**
     * Returns an id that no other one has.
     *
     * @param transaction the transaction that the event is part of, if it is
     */
    public static String id(Optional<String> transaction) {
        return transaction.map(id -> id + OF_TRANSACTION).orElse("") + UUID.randomUUID();
    }

    /** Tells whether two ids were given within the same transaction. */
    public static boolean areOfOneTransaction(String first, String second) {
        int end = first.indexOf(OF_TRANSACTION);
        return end > 0 && second.startsWith(first.substring(0, end + 1));
    }

    static ClaimMark of(ResultSet row) throws SQLException {
        List<ClaimChange> changes =
                row.getString(4).lines().map(ClaimMark::change).toList();
        return new ClaimMark(
                row.getString(1),
                row.getString(2),
                row.getLong(3),
                new Claimed(changes, row.getString(5).lines().toList()));
    }

    private static ClaimChange change(String line) {
        String[] words = line.split(" ", -1);
        return new ClaimChange(
                words[0], Optional.of(words[1]).filter(code -> !code.equals(NONE)), Boolean.parseBoolean(words[2]));
    }

    String changes() {
        return claimed.changes().stream()
                .map(each -> each.name() + " " + each.code().orElse(NONE) + " " + each.heldBefore())
                .collect(Collectors.joining("\n"));
    }

    String from() {
        return String.join("\n", claimed.from());
    }
}
