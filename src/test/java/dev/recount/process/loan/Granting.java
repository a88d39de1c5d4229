package dev.recount.process.loan;

import dev.recount.model.process.Input;
import dev.recount.model.process.ProcessContext;
import dev.recount.model.process.ProcessRules;
import dev.recount.model.process.Send;
import dev.recount.model.process.Steps;
import java.time.Duration;

/** The granting of a loan: the money is kept, and then it tries to sign by itself. */
final class Granting implements ProcessRules<Granting.State, Granting.Event> {

    record State(String why) {}

    sealed interface Event {
        record GivenUp(String why) implements Event {}
    }

    @Override
    public State initial() {
        return new State("");
    }

    @Override
    public Steps<Event> react(State state, Input input, ProcessContext context) {
        return switch (input) {
            case Input.Happened(Loan.Event.Asked(var _, var desk), var _) ->
                Steps.<Event>none()
                        .send(
                                "keep",
                                Send.to(Loans.DESK, desk, new Desk.Command.Keep(context.id()))
                                        .undoneBy(new Desk.Command.Release(context.id())))
                        .setTimer("late", Duration.ofDays(1));
            case Input.Accepted(var command, var _)
            when command.equals("keep") ->
                Steps.<Event>none().send("sign", Send.to(Loans.LOAN, context.id(), new Loan.Command.Sign()));
            case Input.Rejected(var command, var reason, var message) ->
                Steps.<Event>decided(new Event.GivenUp(command + ": " + reason + ", " + message))
                        .compensate();
            case Input.Compensated _ -> Steps.<Event>none().end();
            case Input.Happened _, Input.Accepted _, Input.Fired _ -> Steps.none();
        };
    }

    @Override
    public State evolve(State state, Event event) {
        return switch (event) {
            case Event.GivenUp(var why) -> new State(why);
        };
    }
}
