package dev.recount.database;

import java.util.Optional;

/**
 * The content of a database: its tables, and how they are called together.
 *
 * @param name a word for all of it, by which its file in a folder and its connections are named
 * @param steps where on the class path the steps of its tables are, a folder for each kind of database
 * @param schema the schema that is made for its tables; without one, they are in that of the connections
 * @param table one of its tables
 */
public record DatabaseContent(String name, String steps, Optional<String> schema, String table) {

    static final DatabaseContent JOURNAL =
            new DatabaseContent("journal", "dev/recount/database", Optional.empty(), "event_journal");

    /** Returns the name of a table as a statement names it. */
    String qualified(String name) {
        return schema.map(own -> own + "." + name).orElse(name);
    }
}
