package dev.recount.privacy;

import dev.recount.database.Database;
import dev.recount.database.sql.Transactions;
import dev.recount.privacy.master.WrappedKey;
import dev.recount.privacy.store.KeyDatabase;
import dev.recount.privacy.store.KeyTable;
import dev.recount.privacy.store.ProofTable;
import java.util.List;

/**
 * The wrapping of all stored keys anew by the current master key, some in each transaction: what is done stays done,
 * and is not done again.
 */
final class Rewrapping {

    private static final int PAGE = 200;

    /** The owner of the proof: no subject, as it has no slash. */
    private static final String NOBODY = "nobody";

    private final MasterKey master;
    private final KeyTable table;
    private final ProofTable proof;
    private final Transactions transactions;

    Rewrapping(Database database, MasterKey master) {
        this.master = master;
        this.table = new KeyTable(database);
        this.proof = new ProofTable(database);
        this.transactions = KeyDatabase.transactions(database);
    }

    /**
     * Makes sure that the master key is that of the database, which has it from then on if it had none.
     *
     * @return the key by which it proves to be
     * @throws dev.recount.database.sql.DatabaseException if it is another; the message names the setting
     */
    byte[] requireMaster() {
        if (proof.read().isEmpty()) {
            proof.insertAbsent(master.wrap(SubjectKey.draw(), NOBODY));
        }
        return master.unwrap(proof.read().orElseThrow(), NOBODY);
    }

    /** Wraps all keys anew that another than the current master key has wrapped, and returns how many there were. */
    int run() {
        int rewrapped = 0;
        String after = "";
        List<KeyTable.Row> page = table.notWrappedBy(master.current(), after, PAGE);
        while (!page.isEmpty()) {
            rewrapped += rewrap(page);
            after = page.getLast().subject().toString();
            page = table.notWrappedBy(master.current(), after, PAGE);
        }
        proof.read()
                .filter(former -> !former.masterKey().equals(master.current()))
                .ifPresent(former -> proof.replace(anew(former, NOBODY)));
        return rewrapped;
    }

    private int rewrap(List<KeyTable.Row> page) {
        List<WrappedKey> anew = page.stream()
                .map(row -> anew(row.key(), row.subject().toString()))
                .toList();
        return transactions.run(statements -> {
            int replaced = 0;
            for (int i = 0; i < page.size(); i++) {
                replaced += table.replace(statements, page.get(i), anew.get(i)) ? 1 : 0;
            }
            return replaced;
        });
    }

    private WrappedKey anew(WrappedKey former, String owner) {
        return master.wrap(master.unwrap(former, owner), owner);
    }
}
