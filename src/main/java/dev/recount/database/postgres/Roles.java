package dev.recount.database.postgres;

import dev.recount.database.sql.DatabaseException;
import java.util.regex.Pattern;

/**
 * The two roles of a PostgreSQL with a journal: an owner, which makes and changes the tables, and a server, which may
 * add events, and neither change nor delete any.
 */
public record Roles(String owner, String server) {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]{0,62}");

    /**
     * Names the roles.
     *
     * @throws DatabaseException if a name could not be used as it is, or both are the same
     */
    public Roles {
        for (String role : new String[] {owner, server}) {
            if (!NAME.matcher(role).matches()) {
                throw new DatabaseException(role + ": a role's name is letters, digits and _, at most 63");
            }
        }
        if (owner.equals(server)) {
            throw new DatabaseException("the owner and the server must not be the same role: " + owner);
        }
    }

    /**
     * Returns what makes the roles where they are missing, and gives each what it needs: to be run by a superuser, in
     * each database of the journal, and once more without harm.
     */
    public String sql() {
        return SQL.replace("{owner}", owner).replace("{server}", server);
    }

    private static final String SQL = """
            -- To be run by a superuser in each database of the journal, after its tables were made (recount migrate).
            -- The roles have no passwords yet: in psql, \\password {owner} and \\password {server}.
            DO $$
            DECLARE
                each record;
            BEGIN
                IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{owner}') THEN
                    CREATE ROLE "{owner}" LOGIN;
                END IF;
                IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = '{server}') THEN
                    CREATE ROLE "{server}" LOGIN;
                END IF;
                EXECUTE format('GRANT CONNECT, CREATE ON DATABASE %I TO "{owner}"', current_database());
                -- Each world has a schema of its own, which the server makes and drops.
                EXECUTE format('GRANT CONNECT, CREATE ON DATABASE %I TO "{server}"', current_database());
                -- All tables are the owner's, but for those that the server makes and drops itself: the rows of views.
                -- A sequence goes with the table that numbers its rows by it.
                FOR each IN SELECT relname FROM pg_class
                    WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' LOOP
                    EXECUTE format('ALTER TABLE public.%I OWNER TO "{owner}"', each.relname);
                END LOOP;
                FOR each IN SELECT relname FROM pg_class
                    WHERE relnamespace = 'views'::regnamespace AND relkind IN ('r', 'v') LOOP
                    EXECUTE format('ALTER TABLE views.%I OWNER TO "{server}"', each.relname);
                END LOOP;
            END $$;
            ALTER FUNCTION public.refuse_change_of_events() OWNER TO "{owner}";
            ALTER FUNCTION public.lift_fence(varchar, bigint) OWNER TO "{owner}";
            GRANT USAGE, CREATE ON SCHEMA public TO "{owner}";
            ALTER SCHEMA views OWNER TO "{server}";
            GRANT USAGE ON SCHEMA public TO "{server}";
            GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO "{server}";
            GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO "{server}";
            ALTER DEFAULT PRIVILEGES FOR ROLE "{owner}" IN SCHEMA public
                GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO "{server}";
            ALTER DEFAULT PRIVILEGES FOR ROLE "{owner}" IN SCHEMA public GRANT USAGE ON SEQUENCES TO "{server}";
            -- Events are only added. What has been migrated, and protected, is the owner's affair.
            REVOKE UPDATE, DELETE, TRUNCATE ON event_journal, correction, moved_stream, subject_stream FROM "{server}";
            REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON archive_segment, archived_stream, settled_state FROM "{server}";
            -- An erasure has a settled state count no more.
            GRANT UPDATE (drops) ON settled_state TO "{server}";
            REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON protected_stream, flyway_schema_history FROM "{server}";
            """;
}
