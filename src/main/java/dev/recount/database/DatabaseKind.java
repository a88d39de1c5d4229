package dev.recount.database;

import slick.jdbc.H2Profile$;
import slick.jdbc.JdbcProfile;
import slick.jdbc.PostgresProfile$;

/** The databases that can hold a journal. */
public enum DatabaseKind {
    /** H2, embedded in the one process that uses it. */
    H2("h2"),
    /** PostgreSQL, shared by the nodes of a cluster. */
    POSTGRESQL("postgresql");

    private final String schemaFolder;

    DatabaseKind(String schemaFolder) {
        this.schemaFolder = schemaFolder;
    }

    /** Returns where on the class path the steps of the tables of a content are. */
    String steps(DatabaseContent content) {
        return "classpath:" + content.steps() + "/" + schemaFolder;
    }

    public JdbcProfile slickProfile() {
        return switch (this) {
            case H2 -> H2Profile$.MODULE$;
            case POSTGRESQL -> PostgresProfile$.MODULE$;
        };
    }
}
