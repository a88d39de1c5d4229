package dev.recount.access.rule;

import dev.recount.access.Right;
import dev.recount.model.StreamId;
import dev.recount.model.caller.Caller;
import dev.recount.model.view.Visibility;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The permissions of one caller: what the settings' rules give, as far as the domains' rules let it be. */
public final class Permissions {

    /** The permissions where no caller is known and nothing is kept from anyone. */
    public static final Permissions ALL = ofAll(Caller.ANONYMOUS, DomainRules.NONE);

    /** The permissions of nobody. */
    public static final Permissions NONE = of(Caller.ANONYMOUS, List.of(), DomainRules.NONE);

    /** The rights on the whole server by which things are read that are made of all streams. */
    private static final Set<Right> OF_ALL_STREAMS =
            Set.of(Right.READ, Right.SUBSCRIBE, Right.PREVIEW, Right.CORRECT, Right.APPROVE);

    private final Caller caller;
    private final Caller sender;
    private final boolean all;
    private final List<Given> given;
    private final DomainRules domains;

    /**
     * A rule that is for the caller.
     *
     * @param streams the streams that it is about then
     * @param rows the rows of its views; nothing where the caller lacks a claim that says which
     */
    private record Given(Rule rule, Predicate<StreamId> streams, Optional<Visibility> rows) {

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

    private Permissions(Caller caller, boolean all, List<Given> given, DomainRules domains) {
        this.caller = caller;
        this.sender = sender(caller, given);
        this.all = all;
        this.given = List.copyOf(given);
        this.domains = domains;
    }

    /** Returns what rules give to a caller, as far as the domains let the caller see it. */
    public static Permissions of(Caller caller, List<Rule> rules, DomainRules domains) {
        var given = new ArrayList<Given>();
        rules.stream().filter(rule -> rule.isFor(caller)).forEach(rule -> given.add(Given.of(rule, caller)));
        return new Permissions(caller, false, given, domains);
    }

    /** Returns everything that the domains let a caller see, and every right. */
    public static Permissions ofAll(Caller caller, DomainRules domains) {
        return new Permissions(caller, true, List.of(), domains);
    }

    /**
     * Tells whether the caller has a right on the whole server; one to read, if the domains let the caller read all
     * streams as well.
     */
    public boolean permit(Right right) {
        return isGiven(right) && (!OF_ALL_STREAMS.contains(right) || permitReadingAll());
    }

    /** Tells whether the settings give a right on the whole server, whatever the domains say of what is read by it. */
    public boolean isGiven(Right right) {
        return all || rules(right).anyMatch(each -> each.rule.isOfAll());
    }

    /** Tells whether the domains let the caller read all streams, if a rule of the settings gives them. */
    public boolean permitReadingAll() {
        return domains.permitAllStreams(caller);
    }

    /** Tells whether the caller has a right on all streams. */
    public boolean permitAllStreams(Right right) {
        return isGivenOnAllStreams(right) && (right == Right.WRITE || permitReadingAll());
    }

    private boolean isGivenOnAllStreams(Right right) {
        return all || rules(right).anyMatch(each -> each.rule.isOfAllStreams());
    }

    /**
     * Returns the extent to which the caller has a right.
     *
     * @param views the names of all views
     */
    public Extent extent(Right right, Collection<String> views) {
        if (!permitSome(right)) {
            return Extent.NONE;
        }
        boolean isOnAll = switch (right) {
            case READ -> permitAllStreams(right);
            case WRITE -> permitAllCommands();
            case QUERY ->
                views.stream()
                        .allMatch(view -> rows(view).filter(Visibility::areAll).isPresent());
            default -> permit(right);
        };
        return isOnAll ? Extent.ALL : Extent.PART;
    }

    private boolean permitAllCommands() {
        return all
                || rules(Right.WRITE)
                        .anyMatch(each -> each.rule.isOfAllStreams()
                                && each.rule.commands().isEmpty());
    }

    /** Tells whether the caller has a right on anything at all. */
    public boolean permitSome(Right right) {
        return all || rules(right).findAny().isPresent();
    }

    /**
     * Tells whether the caller has a right on a stream; one that lets something of it be seen, if its domain lets the
     * caller read it as well. The right to erase is on a person, and what is told of one is of any streams.
     */
    public boolean permit(Right right, StreamId stream) {
        return (all || rules(right).anyMatch(each -> each.streams.test(stream)))
                && switch (right) {
                    case WRITE -> true;
                    case ERASE -> permitReadingAll();
                    default -> permitReading(stream);
                };
    }

    /** Tells whether the domain lets the caller read a stream, if a rule of the settings gives it. */
    public boolean permitReading(StreamId stream) {
        return domains.permit(caller, stream);
    }

    /** Tells whether the caller may send a command to a stream. */
    public boolean permitCommand(StreamId stream, String command) {
        return all
                || rules(Right.WRITE)
                        .anyMatch(each -> (each.rule.commands().isEmpty()
                                        || each.rule.commands().contains(command))
                                && each.streams.test(stream));
    }

    /**
     * Returns the caller with no more claims than the rules ask senders of commands for: what a token holds besides
     * need not travel with each command.
     */
    public Caller sender() {
        return sender;
    }

    private static Caller sender(Caller caller, List<Given> given) {
        var claims = new HashMap<>(caller.claims());
        claims.keySet()
                .retainAll(given.stream()
                        .flatMap(each -> each.rule.claimsOfSenders())
                        .collect(Collectors.toSet()));
        return new Caller(caller.principal(), caller.roles(), claims);
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
     * Returns the rows of a view that the caller may see: of all, if a rule gives them all, and else of those of the
     * first rule that gives some, what the domain lets be seen; nothing where no rule gives any.
     */
    public Optional<Visibility> rows(String view) {
        return configured(view).map(rows -> rows.and(visible(view)));
    }

    private Optional<Visibility> configured(String view) {
        return permitView(Right.QUERY, view)
                ? Optional.of(Visibility.all())
                : rules(Right.QUERY)
                        .filter(each -> each.rule.isOf(view))
                        .flatMap(each -> each.rows.stream())
                        .findFirst();
    }

    /** Returns the rows of a view that its domain lets the caller see, if a rule of the settings gives them. */
    public Visibility visible(String view) {
        return domains.rows(caller, view);
    }

    /** Tells whether the caller may see the personal data in those rows of a view that the caller may see. */
    public boolean permitPersonal(String view) {
        Optional<Visibility> seen = configured(view);
        return permitView(Right.PERSONAL, view)
                || rules(Right.PERSONAL)
                        .anyMatch(each -> each.rule.isOf(view) && each.rows.isPresent() && each.rows.equals(seen));
    }

    private Stream<Given> rules(Right right) {
        return given.stream().filter(each -> each.rule.rights().contains(right));
    }
}
