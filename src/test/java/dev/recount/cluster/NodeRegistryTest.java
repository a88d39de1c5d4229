package dev.recount.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.cluster.ClusterSettings.SeedNode;
import dev.recount.database.Database;
import dev.recount.database.TestDatabases;
import dev.recount.journal.spread.JournalDatabase;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;

/** Nodes that see each other in their database. */
class NodeRegistryTest {

    private static final SeedNode LONGEST = new SeedNode("recount-0.recount-nodes.recount1.svc.cluster.local", 7355);
    private static final SeedNode OTHER = new SeedNode("recount-1", 7355);

    @Test
    void seesNodesByTheirWholeNames() {
        assertThat(LONGEST.problem()).isEmpty();
        assertThat(LONGEST.toString()).hasSize(55);
        try (Database database = JournalDatabase.open(TestDatabases.settings(TestDatabases.postgres()));
                var one = new NodeRegistry(database);
                var other = new NodeRegistry(database)) {
            one.enter(LONGEST);
            other.enter(OTHER);

            assertThat(other.others(OTHER)).containsExactly(LONGEST);
            assertThat(one.others(LONGEST)).containsExactly(OTHER);
        }
    }

    @Test
    void isNoticedToBeGoneWithItsMachine() throws SQLException {
        try (Database database = JournalDatabase.open(TestDatabases.settings(TestDatabases.postgres()));
                Connection connection = database.pool().getConnection();
                Statement show = connection.createStatement();
                ResultSet idle = show.executeQuery("SHOW tcp_keepalives_idle")) {
            assertThat(idle.next()).isTrue();
            assertThat(idle.getString(1)).isEqualTo("5");
        }
    }
}
