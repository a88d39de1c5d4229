package dev.recount.access.rule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.recount.access.Right;
import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import dev.recount.model.caller.Caller;
import dev.recount.model.caller.Readers;
import dev.recount.model.type.StreamType;
import dev.recount.model.view.View;
import dev.recount.model.view.Visibility;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What rules give, and what they do not. */
class PermissionsTest {

    private static final Caller TELLER = new Caller(
            new Principal("ann"),
            Set.of("teller"),
            Map.of("customer", List.of("17", "18.*"), "branch", List.of("zurich")));

    private static Rule rule(Set<Right> rights, List<String> streams, Set<String> views) {
        return new Rule(
                Set.of("teller"),
                Map.of(),
                rights,
                streams.stream().map(StreamPattern::parse).toList(),
                Set.of(),
                views,
                Map.of());
    }

    private static Permissions given(Rule... rules) {
        return Permissions.of(TELLER, Arrays.asList(rules), DomainRules.NONE);
    }

    private static StreamId stream(String text) {
        return StreamId.parse(text);
    }

    @Test
    void areNoneWithoutARule() {
        Permissions none = given();
        for (Right right : Right.values()) {
            assertThat(none.permit(right)).isFalse();
            assertThat(none.permitSome(right)).isFalse();
            assertThat(none.permit(right, stream("account/17"))).isFalse();
            assertThat(none.permitView(right, "balances")).isFalse();
        }
        assertThat(none.permitCommand(stream("account/17"), "Open")).isFalse();
        assertThat(none.rows("balances")).isEmpty();
    }

    @Test
    void areOnTheStreamsThatARuleNames() {
        Permissions own = given(rule(Set.of(Right.READ), List.of("account/{customer}"), Set.of()));
        assertThat(own.permit(Right.READ, stream("account/17"))).isTrue();
        assertThat(own.permit(Right.READ, stream("account/171"))).isFalse();
        assertThat(own.permit(Right.READ, stream("account/180"))).isFalse();
        assertThat(own.permit(Right.READ, stream("loan/17"))).isFalse();
        assertThat(own.permit(Right.WRITE, stream("account/17"))).isFalse();
        assertThat(own.permit(Right.READ)).isFalse();
        assertThat(own.permitAllStreams(Right.READ)).isFalse();
        assertThat(own.permitSome(Right.READ)).isTrue();
        assertThat(own.permitView(Right.READ, "balances")).isFalse();
    }

    @Test
    void areNoneWhereAClaimIsMissing() {
        Permissions none = given(rule(Set.of(Right.READ), List.of("account/{absent}"), Set.of()));
        assertThat(none.permit(Right.READ, stream("account/17"))).isFalse();
    }

    @Test
    void areForThoseWhoHaveTheRoleAndTheClaims() {
        var rule = new Rule(
                Set.of(Rule.ANY),
                Map.of("branch", "bern"),
                Set.of(Right.READ),
                List.of(),
                Set.of(),
                Set.of(),
                Map.of());
        assertThat(given(rule).permitSome(Right.READ)).isFalse();
        assertThat(Permissions.of(
                                Caller.of(new Principal("ben"), Set.of("guest")),
                                List.of(rule(Set.of(Right.READ), List.of(), Set.of())),
                                DomainRules.NONE)
                        .permitSome(Right.READ))
                .isFalse();
    }

    @Test
    void areForTheCommandsThatARuleNames() {
        var deposits = new Rule(
                Set.of("teller"),
                Map.of(),
                Set.of(Right.WRITE, Right.READ),
                List.of(),
                Set.of("Deposit"),
                Set.of(),
                Map.of());
        assertThat(given(deposits).permitCommand(stream("account/1"), "Deposit"))
                .isTrue();
        assertThat(given(deposits).permitCommand(stream("account/1"), "Withdraw"))
                .isFalse();
        assertThat(given(deposits).permit(Right.READ, stream("account/1"))).isTrue();
    }

    @Test
    void areOnTheRowsThatARuleNames() {
        var own = new Rule(
                Set.of("teller"),
                Map.of(),
                Set.of(Right.QUERY),
                List.of(),
                Set.of(),
                Set.of("balances"),
                Map.of("account", "{customer}", "status", "OPEN"));
        Permissions given = given(own);
        assertThat(given.rows("balances"))
                .contains(Visibility.where("account", "17", "18.*").and(Visibility.where("status", "OPEN")));
        assertThat(given.rows("turnover")).isEmpty();
        assertThat(given.permitView(Right.QUERY, "balances")).isFalse();
        assertThat(given(own, rule(Set.of(Right.QUERY), List.of(), Set.of("balances")))
                        .rows("balances"))
                .contains(Visibility.all());
    }

    @Test
    void knowTheirCallerAsASenderByWhatTheRulesAskFor() {
        Permissions own = given(rule(Set.of(Right.WRITE), List.of("account/{customer}"), Set.of()));
        Caller sender = own.sender();
        assertThat(sender.claims()).isEqualTo(Map.of("customer", List.of("17", "18.*")));
        assertThat(sender.principal()).isEqualTo(TELLER.principal());
        assertThat(sender.roles()).isEqualTo(TELLER.roles());
        assertThat(given().sender().claims()).isEmpty();
    }

    @Test
    void areWhatTheDomainLetsBeReadOfWhatTheRulesGive() {
        StreamType<?, ?, ?> type = accounts()
                .readableBy(Readers.role("auditor")
                        .or((caller, stream) -> caller.claim("customer").contains(stream.id())));
        DomainRules domains = DomainRules.of(List.of(type), List.of());
        Rule all = rule(Set.of(Right.values()), List.of(), Set.of());
        Permissions teller = Permissions.of(TELLER, List.of(all), domains);
        StreamId own = stream("account/17");
        StreamId other = stream("account/18");
        for (Right right : Right.values()) {
            assertThat(teller.permit(right, other)).as("%s", right).isEqualTo(right == Right.WRITE);
            assertThat(teller.permit(right, own)).as("%s", right).isEqualTo(right != Right.ERASE);
            assertThat(teller.permitAllStreams(right)).as("%s", right).isEqualTo(right == Right.WRITE);
            assertThat(teller.streams(right).test(other)).as("%s", right).isEqualTo(right == Right.WRITE);
            assertThat(teller.permit(right, stream("cart/1"))).as("%s", right).isEqualTo(right != Right.ERASE);
            assertThat(Permissions.ofAll(Caller.ANONYMOUS, domains).permit(right, own))
                    .as("%s", right)
                    .isEqualTo(right == Right.WRITE);
        }
        for (Right right : List.of(Right.READ, Right.SUBSCRIBE, Right.PREVIEW, Right.CORRECT, Right.APPROVE)) {
            assertThat(teller.permit(right)).as("%s", right).isFalse();
            assertThat(teller.isGiven(right)).as("%s", right).isTrue();
        }
        assertThat(teller.permit(Right.OPERATE)).isTrue();
        assertThat(Permissions.of(TELLER, List.of(), domains).permit(Right.READ, own))
                .isFalse();
        Caller auditor = Caller.of(new Principal("eve"), Set.of("auditor", "teller"));
        Permissions whole = Permissions.of(auditor, List.of(all), domains);
        for (Right right : Right.values()) {
            assertThat(whole.permit(right)).as("%s", right).isTrue();
            assertThat(whole.permit(right, other)).as("%s", right).isTrue();
        }
    }

    @Test
    void areNoneOnWhatARuleOfTheDomainFailsToTell() {
        StreamType<?, ?, ?> type = accounts()
                .readableBy((caller, _) -> caller.roles().iterator().next().equals("teller"));
        View<Row> view = View.of("rows", Row.class)
                .visibleTo(caller -> caller.equals(Caller.ANONYMOUS)
                        ? Visibility.none()
                        : Visibility.where(caller.claim("branch").getFirst(), "x"));
        DomainRules domains = DomainRules.of(List.of(type), List.of(view));
        Permissions nobody = Permissions.ofAll(Caller.ANONYMOUS, domains);
        assertThat(nobody.permit(Right.READ, stream("account/17"))).isFalse();
        assertThat(nobody.permitReadingAll()).isFalse();
        assertThat(Permissions.ofAll(TELLER, domains).rows("rows")).contains(Visibility.none());
        assertThat(Permissions.ofAll(TELLER, domains).rows("others")).contains(Visibility.all());
    }

    @Test
    void showPersonalDataInTheRowsThatARuleNamesAndTheDomainLetsBeSeen() {
        var own = new Rule(
                Set.of("teller"),
                Map.of(),
                Set.of(Right.QUERY, Right.PERSONAL),
                List.of(),
                Set.of(),
                Set.of("rows"),
                Map.of("account", "{customer}"));
        View<Row> view = View.of("rows", Row.class)
                .visibleTo(caller -> caller.equals(Caller.ANONYMOUS)
                        ? Visibility.none()
                        : Visibility.where("account", caller.claim("customer")));
        Permissions seen = Permissions.of(TELLER, List.of(own), DomainRules.of(List.of(), List.of(view)));
        assertThat(seen.rows("rows"))
                .contains(Visibility.where("account", "17", "18.*").and(Visibility.where("account", "17", "18.*")));
        assertThat(seen.permitPersonal("rows")).isTrue();
        Rule others = new Rule(
                Set.of("teller"),
                Map.of(),
                Set.of(Right.QUERY),
                List.of(),
                Set.of(),
                Set.of("rows"),
                Map.of("account", "19"));
        assertThat(Permissions.of(TELLER, List.of(others, own), DomainRules.of(List.of(), List.of(view)))
                        .permitPersonal("rows"))
                .isFalse();
    }

    private record Row(String account) {}

    private record Count(int events) {}

    private sealed interface Command {
        record Open() implements Command {}
    }

    private sealed interface Event {
        record Opened() implements Event {}
    }

    private static StreamType<Count, Command, Event> accounts() {
        return StreamType.of("account", new Accounts());
    }

    private static final class Accounts implements Aggregate<Count, Command, Event> {

        @Override
        public Count initial() {
            return new Count(0);
        }

        @Override
        public Decision<Event> decide(Count state, Command command, Context context) {
            return switch (command) {
                case Command.Open() -> Decision.accept(new Event.Opened());
            };
        }

        @Override
        public Count evolve(Count state, Event event) {
            return new Count(state.events + 1);
        }
    }

    private static Rule ofRows(Set<Right> rights, String account) {
        return new Rule(
                Set.of("teller"),
                Map.of(),
                rights,
                List.of(),
                Set.of(),
                Set.of("balances"),
                Map.of("account", account));
    }

    @Test
    void areOnThePersonalDataOfTheVeryRowsThatMayBeSeen() {
        Set<Right> both = Set.of(Right.QUERY, Right.PERSONAL);
        assertThat(Permissions.ALL.permitPersonal("balances")).isTrue();
        assertThat(given(ofRows(both, "{customer}")).permitPersonal("balances")).isTrue();
        assertThat(given(ofRows(both, "{customer}")).permitPersonal("turnover")).isFalse();
        assertThat(given(ofRows(both, "{absent}")).permitPersonal("balances")).isFalse();
        assertThat(given(ofRows(Set.of(Right.QUERY), "17"), ofRows(Set.of(Right.PERSONAL), "18"))
                        .permitPersonal("balances"))
                .isFalse();
        Rule all = rule(Set.of(Right.QUERY), List.of(), Set.of("balances"));
        assertThat(given(all, ofRows(both, "17")).permitPersonal("balances")).isFalse();
        assertThat(given(ofRows(Set.of(Right.QUERY), "17"), rule(Set.of(Right.PERSONAL), List.of(), Set.of("balances")))
                        .permitPersonal("balances"))
                .isTrue();
    }

    @Test
    void areOnAllWhereARuleNamesNothing() {
        Permissions all = given(rule(Set.of(Right.OPERATE), List.of(), Set.of()));
        assertThat(all.permit(Right.OPERATE)).isTrue();
        assertThat(all.permitView(Right.OPERATE, "balances")).isTrue();
        assertThat(all.permit(Right.OPERATE, stream("account/1"))).isTrue();
        assertThat(all.permit(Right.READ)).isFalse();
        assertThat(given(rule(Set.of(Right.OPERATE), List.of("*"), Set.of())).permit(Right.OPERATE))
                .isFalse();
        assertThat(given(rule(Set.of(Right.OPERATE), List.of("*"), Set.of("*"))).permit(Right.OPERATE))
                .isTrue();
    }

    @Test
    void comeOfPatternsThatCanBeRead() {
        for (String malformed : new String[] {"account", "/1", "account/", "account/{", "account/}", "account/{}"}) {
            assertThatIllegalArgumentException()
                    .as(malformed)
                    .isThrownBy(() -> StreamPattern.parse(malformed))
                    .withMessageContaining("must be");
        }
    }
}
