package dev.recount.journal.stored;

import dev.recount.database.Database;
import dev.recount.database.sql.DatabaseException;
import dev.recount.database.sql.Transactions;
import java.util.List;
import java.util.Optional;

/**
 * The mark by which a journal knows the keys that its personal data is encrypted by, kept in the home database; blocks,
 * and throws {@link DatabaseException} when the database does not answer.
 */
public final class KeystoreMark {

    private static final int ID = 1;

    private final Database home;
    private final Transactions transactions;

    public KeystoreMark(Database home) {
        this.home = home;
        this.transactions = new Transactions(home.pool(), "the mark of the keys cannot be read or written");
    }

    /**
     * Makes sure that these are the journal's keys, which they are from then on if it had none.
     *
     * @param fingerprint what tells them from others
     * @param setting the name of the setting that says where they are
     * @throws DatabaseException if they are not; the message names the setting
     */
    public void require(String fingerprint, String setting) {
        String kept = find().orElseGet(() -> {
            transactions.run(statements -> statements.update(insert(), ID, fingerprint));
            return find().orElseThrow();
        });
        requireSame(kept, fingerprint, setting);
    }

    /**
     * Makes sure of the same, where the journal has keys and tables of today; changes nothing.
     *
     * @param fingerprint what tells those that were found from others; nothing where none were
     */
    public void requireIfKept(Optional<String> fingerprint, String setting) {
        boolean isThere = transactions.run(statements -> statements
                .select("SELECT 1 FROM information_schema.tables WHERE LOWER(table_name) = 'keystore'", row -> true)
                .contains(true));
        if (isThere) {
            find().ifPresent(kept -> requireSame(kept, fingerprint.orElse(""), setting));
        }
    }

    private static void requireSame(String kept, String fingerprint, String setting) {
        if (!kept.equals(fingerprint)) {
            throw new DatabaseException(
                    setting + ": the keys there are not those that the personal data of the journal is"
                            + " encrypted by, which nobody could read; put back the right ones, from their own backup");
        }
    }

    private Optional<String> find() {
        List<String> found = transactions.run(statements ->
                statements.select("SELECT fingerprint FROM keystore WHERE id = ?", row -> row.getString(1), ID));
        return found.stream().findFirst();
    }

    private String insert() {
        return switch (home.kind()) {
            case H2 -> "MERGE INTO keystore (id, fingerprint) KEY (id) VALUES (?, ?)";
            case POSTGRESQL -> "INSERT INTO keystore (id, fingerprint) VALUES (?, ?) ON CONFLICT DO NOTHING";
        };
    }
}
