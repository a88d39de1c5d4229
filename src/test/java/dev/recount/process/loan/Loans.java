package dev.recount.process.loan;

import dev.recount.model.caller.Readers;
import dev.recount.model.domain.Domain;
import dev.recount.model.handler.RetryPolicy;
import dev.recount.model.process.ProcessType;
import dev.recount.model.type.StreamType;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Loans, which auditors may read beside those who ask for them, and which no process may sign. */
final class Loans implements Domain {

    static final StreamType<Loan.State, Loan.Command, Loan.Event> LOAN = StreamType.of("loan", new Loan())
            .authorize((_, command, context) -> !(command instanceof Loan.Command.Sign)
                    || !context.principal().isHandler())
            .readableBy(Readers.role("auditor")
                    .or(Readers.role("watch"))
                    .or((caller, stream) -> caller.principal().name().equals(stream.id())));

    static final StreamType<Desk.State, Desk.Command, Desk.Event> DESK = StreamType.of("desk", new Desk());

    /** Of nothing there is nothing to grant. */
    static final ProcessType<Granting.State, Granting.Event> GRANTING = ProcessType.of("granting", new Granting())
            .startsOn(
                    LOAN,
                    Loan.Event.Asked.class,
                    (asked, context) -> asked.purpose().isEmpty()
                            ? Optional.empty()
                            : Optional.of(context.stream().id()))
            .retry(new RetryPolicy(2, Duration.ofMillis(20), Duration.ofMillis(20)));

    @Override
    public String name() {
        return "loans";
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        return List.of(LOAN, DESK);
    }

    @Override
    public List<ProcessType<?, ?>> processes() {
        return List.of(GRANTING);
    }
}
