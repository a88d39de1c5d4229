package dev.recount.process.trip;

import static dev.recount.process.trip.Travel.CAR;
import static dev.recount.process.trip.Travel.CARD;
import static dev.recount.process.trip.Travel.FLIGHT;
import static dev.recount.process.trip.Travel.HOTEL;
import static dev.recount.process.trip.Travel.TRIP;

import dev.recount.model.process.Input;
import dev.recount.model.process.ProcessContext;
import dev.recount.model.process.ProcessRules;
import dev.recount.model.process.Send;
import dev.recount.model.process.Steps;
import dev.recount.model.type.StreamType;
import java.math.BigDecimal;
import java.time.Duration;

/** The booking of a trip: a flight, then a hotel, then a car, then the card, then the trip is confirmed; or nothing. */
public final class Booking implements ProcessRules<Booking.State, Booking.Event> {

    static final BigDecimal PRICE = new BigDecimal("120.50");
    static final Duration TIME_OUT = Duration.ofHours(1);

    public sealed interface Event {
        record BookingBegan(String traveller) implements Event {}

        record GivenUp(String why) implements Event {}

        record Completed() implements Event {}
    }

    public sealed interface State {
        record Idle() implements State {}

        record Begun(String traveller) implements State {}

        record GivingUp(String why) implements State {}
    }

    @Override
    public State initial() {
        return new State.Idle();
    }

    @Override
    public Steps<Event> react(State state, Input input, ProcessContext context) {
        Points.reached(input.getClass().getSimpleName() + "-" + name(input) + "-" + context.id());
        return switch (input) {
            case Input.Happened(Trip.Event.Requested(var traveller), var _)
            when state instanceof State.Idle ->
                book(Steps.decided(new Event.BookingBegan(traveller)), "flight", FLIGHT, context)
                        .setTimer("time-out", TIME_OUT);
            case Input.Happened(Trip.Event.CalledOff _, var _) -> giveUp(state, "called off");
            case Input.Happened _ -> Steps.none();
            case Input.Accepted(var command, var _)
            when command.equals("decline") -> Steps.<Event>none().end();
            case Input.Accepted _ when state instanceof State.GivingUp -> Steps.none();
            case Input.Accepted(var command, var _) -> after(command, context);
            case Input.Rejected(var command, var reason, var _) -> giveUp(state, command + ": " + reason);
            case Input.Fired _ -> giveUp(state, "it took too long");
            case Input.Compensated(var notUndone) ->
                Steps.<Event>none()
                        .send("decline", Send.to(TRIP, context.id(), new Trip.Command.Decline(why(state) + notUndone)));
        };
    }

    private static String name(Input input) {
        return switch (input) {
            case Input.Happened(var event, var _) -> event.getClass().getSimpleName();
            case Input.Accepted(var command, var _) -> command;
            case Input.Rejected(var command, var _, var _) -> command;
            case Input.Fired(var timer, var _) -> timer;
            case Input.Compensated _ -> "all";
        };
    }

    private static Steps<Event> after(String command, ProcessContext context) {
        return switch (command) {
            case "flight" -> book(Steps.none(), "hotel", HOTEL, context);
            case "hotel" -> book(Steps.none(), "car", CAR, context);
            case "car" -> book(Steps.none(), "card", CARD, context);
            case "card" -> Steps.<Event>none().send("confirm", Send.to(TRIP, context.id(), new Trip.Command.Confirm()));
            case "confirm" -> Steps.<Event>decided(new Event.Completed()).end();
            default -> throw new IllegalStateException("no such step: " + command);
        };
    }

    private static Steps<Event> book(
            Steps<Event> steps, String name, StreamType<?, Service.Command, ?> service, ProcessContext context) {
        return steps.send(
                name,
                Send.to(service, "any", new Service.Command.Book(context.id(), PRICE))
                        .undoneBy(new Service.Command.Cancel(context.id())));
    }

    private static Steps<Event> giveUp(State state, String why) {
        return state instanceof State.GivingUp
                ? Steps.none()
                : Steps.<Event>decided(new Event.GivenUp(why)).compensate();
    }

    private static String why(State state) {
        return state instanceof State.GivingUp(var why) ? why : "";
    }

    @Override
    public State evolve(State state, Event event) {
        return switch (event) {
            case Event.BookingBegan(var traveller) -> new State.Begun(traveller);
            case Event.GivenUp(var why) -> new State.GivingUp(why);
            case Event.Completed _ -> state;
        };
    }
}
