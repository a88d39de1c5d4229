package dev.recount.access.rule;

import dev.recount.access.Caller;
import dev.recount.access.Right;
import dev.recount.model.StreamId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The permissions of one caller: all that the rules give, and nothing else. */
public final class Permissions {

    /** The permissions where no caller is known and nothing is kept from anyone. */
    public static final Permissions ALL = new Permissions(true, List.of());

    private final boolean all;
    private final List<Given> given;

    /**
     * A rule that is for the caller.
     *
     * @param streams the streams that it is about then
     * @param rows the rows of its views; nothing where the caller lacks a claim that says which
     */
    private record Given(Rule rule, Predicate<StreamId> streams, Optional<VisibleRows> rows) {

        static Given of(Rule rule, Caller caller) {
            List<Predicate<StreamId>> patterns =
                    rule.streams().stream().map(pattern -> pattern.of(caller)).toList();
            return new Given(
                    rule,
                    rule.isOfAllStreams()
                            ? _ -> true
                            : stream -> patterns.stream().anyMatch(pattern -> pattern.test(stream)),
                    rule.rows(caller));
        }
    }

    private Permissions(boolean all, List<Given> given) {
        this.all = all;
        this.given = List.copyOf(given);
    }

    /** Returns what rules give to a caller. */
    public static Permissions of(Caller caller, List<Rule> rules) {
        var given = new ArrayList<Given>();
        rules.stream().filter(rule -> rule.isFor(caller)).forEach(rule -> given.add(Given.of(rule, caller)));
        return new Permissions(false, given);
    }

    /** Tells whether the caller has a right on the whole server. */
    public boolean permit(Right right) {
        return all || rules(right).anyMatch(each -> each.rule.isOfAll());
    }

    /** Tells whether the caller has a right on all streams. */
    public boolean permitAllStreams(Right right) {
        return all || rules(right).anyMatch(each -> each.rule.isOfAllStreams());
    }

    /** Tells whether the caller has a right on anything at all. */
    public boolean permitSome(Right right) {
        return all || rules(right).findAny().isPresent();
    }

    /** Tells whether the caller has a right on a stream. */
    public boolean permit(Right right, StreamId stream) {
        return all || rules(right).anyMatch(each -> each.streams.test(stream));
    }

    /** Tells whether the caller may send a command to a stream. */
    public boolean permitCommand(StreamId stream, String command) {
        return all
                || rules(Right.WRITE)
                        .anyMatch(each -> (each.rule.commands().isEmpty()
                                        || each.rule.commands().contains(command))
                                && each.streams.test(stream));
    }

    /** Returns the streams on which the caller has a right. */
    public Predicate<StreamId> streams(Right right) {
        return permitAllStreams(right) ? _ -> true : stream -> permit(right, stream);
    }

    /** Tells whether the caller has a right on all rows of a view. */
    public boolean permitView(Right right, String view) {
        return all
                || rules(right)
                        .anyMatch(
                                each -> each.rule.isOf(view) && each.rule.rows().isEmpty());
    }

    /**
     * Returns the rows of a view that the caller may see: all, if a rule gives them all, and else those of the first
     * rule that gives some; nothing where none does.
     */
    public Optional<VisibleRows> rows(String view) {
        return permitView(Right.QUERY, view)
                ? Optional.of(VisibleRows.ALL)
                : rules(Right.QUERY)
                        .filter(each -> each.rule.isOf(view))
                        .flatMap(each -> each.rows.stream())
                        .findFirst();
    }

    private Stream<Given> rules(Right right) {
        return given.stream().filter(each -> each.rule.rights().contains(right));
    }
}
