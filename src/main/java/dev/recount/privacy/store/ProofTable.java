package dev.recount.privacy.store;

import dev.recount.database.Database;
import dev.recount.database.sql.Transactions;
import dev.recount.privacy.master.WrappedKey;
import java.util.List;
import java.util.Optional;

/** The key of nobody's by which a master key proves to be that of the database. */
public final class ProofTable {

    private static final String TABLE = KeyDatabase.table("master_key_proof");

    private static final int ID = 1;

    private final Transactions transactions;
    private final AbsentRows rows;

    public ProofTable(Database database) {
        this.transactions = KeyDatabase.transactions(database);
        this.rows = new AbsentRows(database.kind(), TABLE, List.of("id", "master_key", "wrapped"));
    }

    /** Returns it; empty where the database has no master key so far, and holds no keys. */
    public Optional<WrappedKey> read() {
        return transactions.run(statements -> statements
                .select(
                        "SELECT master_key, wrapped FROM " + TABLE + " WHERE id = ?",
                        row -> new WrappedKey(row.getString(1), row.getBytes(2)),
                        ID)
                .stream()
                .findFirst());
    }

    /** Commits it, unless there is one. */
    public void insertAbsent(WrappedKey proof) {
        transactions.run(statements -> rows.insert(statements, ID, proof.masterKey(), proof.bytes()));
    }

    /** Puts another in its place. */
    public void replace(WrappedKey proof) {
        transactions.run(statements -> statements.update(
                "UPDATE " + TABLE + " SET master_key = ?, wrapped = ? WHERE id = ?",
                proof.masterKey(),
                proof.bytes(),
                ID));
    }
}
