package dev.recount.transaction;

import static dev.recount.model.Decision.accept;
import static dev.recount.model.Decision.reject;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.StreamId;
import dev.recount.model.domain.Domain;
import dev.recount.model.handler.Addressed;
import dev.recount.model.handler.Effects;
import dev.recount.model.handler.Handler;
import dev.recount.model.handler.TogetherAnswer;
import dev.recount.model.type.StreamType;
import java.util.List;

/** A domain of purses, and of payments between them that a handler carries out. */
public final class Purses implements Domain {

    static final StreamType<Purse, PurseCommand, PurseEvent> PURSE = StreamType.of("purse", new PurseRules());

    static final StreamType<Payment, PaymentCommand, PaymentEvent> PAYMENT =
            StreamType.of("payment", new PaymentRules());

    static final Handler PAY = Handler.fromBeginning("pay")
            .on(PAYMENT, (event, context, effects) -> pay(event, context.stream(), effects))
            .withoutOutsideEffects();

    enum Reason {
        NOT_ENOUGH
    }

    record Purse(int money) {}

    sealed interface PurseCommand {
        record Put(int amount) implements PurseCommand {}

        record Take(int amount) implements PurseCommand {}

        /** Leads to no event. */
        record Look(int least) implements PurseCommand {}
    }

    sealed interface PurseEvent {
        record Filled(int amount) implements PurseEvent {}

        record Emptied(int amount) implements PurseEvent {}
    }

    record Payment(String state) {}

    sealed interface PaymentCommand {
        record Ask(String from, String to, int amount) implements PaymentCommand {}

        record Note(String state) implements PaymentCommand {}
    }

    sealed interface PaymentEvent {
        record Asked(String from, String to, int amount) implements PaymentEvent {}

        record Noted(String state) implements PaymentEvent {}
    }

    private static void pay(PaymentEvent event, StreamId payment, Effects effects) {
        if (event instanceof PaymentEvent.Asked(var from, var to, var amount)) {
            TogetherAnswer answer = effects.sendTogether(List.of(
                    Addressed.to(PURSE, to, new PurseCommand.Put(amount)),
                    Addressed.to(PURSE, from, new PurseCommand.Take(amount))));
            String state = switch (answer) {
                case TogetherAnswer.Accepted(var versions) -> "paid " + versions;
                case TogetherAnswer.Rejected(var index, var reason, var _) -> index + " " + reason;
            };
            effects.send(PAYMENT, payment.id(), new PaymentCommand.Note(state));
        }
    }

    private static final class PurseRules implements Aggregate<Purse, PurseCommand, PurseEvent> {

        @Override
        public Purse initial() {
            return new Purse(0);
        }

        @Override
        public Decision<PurseEvent> decide(Purse purse, PurseCommand command, Context context) {
            return switch (command) {
                case PurseCommand.Put(var amount) -> accept(new PurseEvent.Filled(amount));
                case PurseCommand.Take(var amount)
                when amount <= purse.money() -> accept(new PurseEvent.Emptied(amount));
                case PurseCommand.Look(var least) when least <= purse.money() -> accept();
                case PurseCommand.Take _, PurseCommand.Look _ ->
                    reject(Reason.NOT_ENOUGH, "there is only " + purse.money());
            };
        }

        @Override
        public Purse evolve(Purse purse, PurseEvent event) {
            return switch (event) {
                case PurseEvent.Filled(var amount) -> new Purse(purse.money() + amount);
                case PurseEvent.Emptied(var amount) -> new Purse(purse.money() - amount);
            };
        }
    }

    private static final class PaymentRules implements Aggregate<Payment, PaymentCommand, PaymentEvent> {

        @Override
        public Payment initial() {
            return new Payment("");
        }

        @Override
        public Decision<PaymentEvent> decide(Payment payment, PaymentCommand command, Context context) {
            return switch (command) {
                case PaymentCommand.Ask(var from, var to, var amount) ->
                    accept(new PaymentEvent.Asked(from, to, amount));
                case PaymentCommand.Note(var state) -> accept(new PaymentEvent.Noted(state));
            };
        }

        @Override
        public Payment evolve(Payment payment, PaymentEvent event) {
            return switch (event) {
                case PaymentEvent.Asked _ -> new Payment("asked");
                case PaymentEvent.Noted(var state) -> new Payment(state);
            };
        }
    }

    @Override
    public String name() {
        return "purses";
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        return List.of(PURSE, PAYMENT);
    }

    @Override
    public List<Handler> handlers() {
        return List.of(PAY);
    }
}
