package dev.recount.process.loan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.recount.model.Principal;
import dev.recount.model.StreamId;
import dev.recount.model.caller.Caller;
import dev.recount.model.caller.Readers;
import dev.recount.model.process.ProcessType;
import dev.recount.model.type.Claim;
import dev.recount.model.view.Visibility;
import dev.recount.process.work.ProcessParts;
import dev.recount.testing.ProcessFixture;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The streams and views of a kind of process, as its definition has them. */
class GrantingTypeTest {

    private static final StreamId BERTS = new StreamId("granting", "bert");
    private static final Caller BERT = new Caller(new Principal("bert"), Set.of(), Map.of());
    private static final Caller AUDITOR = new Caller(new Principal("olga"), Set.of("auditor"), Map.of());
    private static final Caller CHIEF = new Caller(new Principal("carl"), Set.of("chief"), Map.of());

    private static ProcessParts parts(ProcessType<?, ?> process) {
        return ProcessParts.of(process, new Loans());
    }

    @Test
    void letsThoseReadItWhoMayReadAllThatItHolds() {
        ProcessParts parts = parts(Loans.GRANTING);
        Readers readers = parts.stream().readers().orElseThrow();
        assertThat(readers.include(AUDITOR, BERTS)).isTrue();
        assertThat(readers.include(BERT, BERTS)).isFalse();
        assertThat(parts.instances().visibility(AUDITOR)).isEqualTo(Visibility.all());
        assertThat(parts.timers().visibility(BERT)).isEqualTo(Visibility.none());
    }

    @Test
    void letsThoseReadItWhomARuleOfItsOwnIncludes() {
        ProcessParts parts = parts(Loans.GRANTING.readableBy(Readers.role("chief")
                .or((caller, stream) -> caller.principal().name().equals(stream.id()))));
        Readers readers = parts.stream().readers().orElseThrow();
        assertThat(readers.include(BERT, BERTS)).isTrue();
        assertThat(readers.include(AUDITOR, BERTS)).isFalse();
        assertThat(parts.instances().visibility(CHIEF)).isEqualTo(Visibility.all());
        assertThat(parts.instances().visibility(BERT)).isEqualTo(Visibility.none());
        assertThat(parts.timers().visibility(AUDITOR)).isEqualTo(Visibility.none());
    }

    @Test
    void savesItsStateAsItSays() {
        ProcessParts parts = parts(Loans.GRANTING.snapshotEvery(7).stateRevision(3));
        assertThat(parts.stream().snapshots().every()).isEqualTo(7);
        assertThat(parts.stream().snapshots().stateRevision()).isEqualTo(3);
        assertThat(parts(Loans.GRANTING).stream().snapshots().every()).isEqualTo(100);
    }

    @Test
    void isTestedWithReasonsThatAreNotOfTheRules() {
        ProcessFixture.of(Loans.GRANTING, new Loans())
                .given(Loans.LOAN, "bert", new Loan.Event.Asked("a house", "front"))
                .whenRejected("keep", Claim.TAKEN, "another desk keeps it")
                .then(new Granting.Event.GivenUp("keep: TAKEN, another desk keeps it"))
                .thenEnded();
    }
}
