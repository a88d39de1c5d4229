package dev.recount.access.rule;

import dev.recount.access.Right;
import dev.recount.model.caller.Caller;
import dev.recount.model.view.Visibility;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A rule of who may do what. It is about the whole server if it names neither streams nor views, and else about no more
 * than it names.
 *
 * @param roles the roles that it is for; {@code *} is every caller who is known
 * @param claims the claims, with a value each, that the caller has to have as well
 * @param rights the rights that it gives
 * @param streams the streams on which; empty where it names none
 * @param commands the commands that may be sent to them; empty for all
 * @param views the views on which; empty where it names none
 * @param rows the fields of the rows that may be seen of these views, with what the value of each has to be: a text,
 *     or, as in <code>{customer}</code>, any value of the caller's claim
 */
public record Rule(
        Set<String> roles,
        Map<String, String> claims,
        Set<Right> rights,
        List<StreamPattern> streams,
        Set<String> commands,
        Set<String> views,
        Map<String, String> rows) {

    /** The role of every caller who is known, and the name of every view. */
    public static final String ANY = "*";

    public Rule {
        roles = Set.copyOf(roles);
        claims = Map.copyOf(claims);
        rights = Set.copyOf(rights);
        streams = List.copyOf(streams);
        commands = Set.copyOf(commands);
        views = Set.copyOf(views);
        rows = Map.copyOf(rows);
    }

    /** Tells whether it is for a caller. */
    boolean isFor(Caller caller) {
        return (roles.contains(ANY) || roles.stream().anyMatch(caller.roles()::contains))
                && claims.entrySet().stream()
                        .allMatch(claim -> caller.claim(claim.getKey()).contains(claim.getValue()));
    }

    /** Returns the names of the claims by which it tells senders of commands, and the streams that they may send to. */
    Stream<String> claimsOfSenders() {
        return Stream.concat(claims.keySet().stream(), streams.stream().flatMap(StreamPattern::claims));
    }

    /** Tells whether it is about the whole server. */
    boolean isOfAll() {
        return isOfAllStreams() && isOfAllViews();
    }

    /** Tells whether it is about all streams. */
    boolean isOfAllStreams() {
        return namesNothing() || streams.stream().anyMatch(StreamPattern::isAny);
    }

    /** Tells whether it is about all rows of all views. */
    boolean isOfAllViews() {
        return rows.isEmpty() && (namesNothing() || views.contains(ANY));
    }

    /** Tells whether it is about a view, or about rows of it. */
    boolean isOf(String view) {
        return namesNothing() || views.contains(ANY) || views.contains(view);
    }

    /** Returns the rows of its views that a caller may see; nothing where the caller lacks a claim that says which. */
    Optional<Visibility> rows(Caller caller) {
        Visibility visible = Visibility.all();
        for (Map.Entry<String, String> row : new TreeMap<>(rows).entrySet()) {
            List<String> values = values(row.getValue(), caller);
            if (values.isEmpty()) {
                return Optional.empty();
            }
            visible = visible.and(Visibility.where(row.getKey(), values));
        }
        return Optional.of(visible);
    }

    private static List<String> values(String value, Caller caller) {
        return value.startsWith("{") && value.endsWith("}")
                ? caller.claim(value.substring(1, value.length() - 1))
                : List.of(value);
    }

    private boolean namesNothing() {
        return streams.isEmpty() && views.isEmpty();
    }
}
