package dev.recount.bench.pekko;

import java.math.BigDecimal;
import java.util.Set;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;

/** The same account as a plain actor of Pekko's. */
final class PlainAccount extends EventSourcedBehavior<PlainAccount.Command, PlainAccount.Deposited, BigDecimal> {

    private static final Set<String> TAGS = Set.of("account");

    private final boolean isTagged;

    PlainAccount(String id, boolean isTagged) {
        super(PersistenceId.of("account", id));
        this.isTagged = isTagged;
    }

    /** The commands of an account. */
    sealed interface Command {}

    /** Pays money in. */
    record Deposit(BigDecimal amount, String method, String commandId, ActorRef<Done> replyTo) implements Command {}

    /** Asks for the balance. */
    record GetBalance(ActorRef<BigDecimal> replyTo) implements Command {}

    /** Money was paid in. */
    record Deposited(BigDecimal amount, String method, String commandId) {}

    @Override
    public BigDecimal emptyState() {
        return BigDecimal.ZERO;
    }

    @Override
    public CommandHandler<Command, Deposited, BigDecimal> commandHandler() {
        return (balance, command) -> switch (command) {
            case Deposit(var amount, var method, var commandId, var replyTo) ->
                Effect().persist(new Deposited(amount, method, commandId)).thenReply(replyTo, _ -> Done.getInstance());
            case GetBalance(var replyTo) -> Effect().reply(replyTo, balance);
        };
    }

    @Override
    public EventHandler<BigDecimal, Deposited> eventHandler() {
        return (balance, deposited) -> balance.add(deposited.amount());
    }

    @Override
    public Set<String> tagsFor(Deposited deposited) {
        return isTagged ? TAGS : Set.of();
    }
}
