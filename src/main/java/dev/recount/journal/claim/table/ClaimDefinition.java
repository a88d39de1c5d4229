package dev.recount.journal.claim.table;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A name whose values streams of a type hold, and how far that has come.
 *
 * @param isBuilt whether what streams of before hold has been added: from then on none takes what another one holds
 * @param isInForce whether no two streams hold the same value
 */
public record ClaimDefinition(String name, String streamType, boolean isBuilt, boolean isInForce) {

    static final String SELECT =
            "SELECT name, stream_type, is_built, is_in_force FROM claim_definition ORDER BY name, stream_type";

    static ClaimDefinition of(ResultSet row) throws SQLException {
        return new ClaimDefinition(row.getString(1), row.getString(2), row.getBoolean(3), row.getBoolean(4));
    }
}
