package dev.recount.example.shop.fulfilment;

import dev.recount.example.shop.fulfilment.FulfilmentEvent.CalledOff;
import dev.recount.example.shop.fulfilment.FulfilmentEvent.DispatchAsked;
import dev.recount.example.shop.fulfilment.FulfilmentEvent.LineDispatched;
import dev.recount.example.shop.fulfilment.FulfilmentEvent.LineHeld;
import dev.recount.example.shop.fulfilment.FulfilmentEvent.LineRefused;
import dev.recount.example.shop.fulfilment.FulfilmentEvent.StockAsked;
import dev.recount.example.shop.fulfilment.FulfilmentState.Dispatching;
import dev.recount.example.shop.fulfilment.FulfilmentState.Gathering;
import dev.recount.example.shop.fulfilment.FulfilmentState.GivingUp;
import dev.recount.example.shop.fulfilment.FulfilmentState.Holding;
import dev.recount.example.shop.fulfilment.FulfilmentState.Idle;
import dev.recount.example.shop.fulfilment.FulfilmentState.Undoing;
import dev.recount.example.shop.order.Order;
import dev.recount.example.shop.order.OrderCommand;
import dev.recount.example.shop.order.OrderCommand.Cancel;
import dev.recount.example.shop.order.OrderCommand.Confirm;
import dev.recount.example.shop.order.OrderCommand.Refund;
import dev.recount.example.shop.order.OrderEvent;
import dev.recount.example.shop.order.OrderEvent.Cancelled;
import dev.recount.example.shop.order.OrderEvent.Confirmed;
import dev.recount.example.shop.order.OrderEvent.Paid;
import dev.recount.example.shop.order.OrderEvent.Placed;
import dev.recount.example.shop.order.OrderEvent.Refunded;
import dev.recount.example.shop.order.OrderEvent.Shipped;
import dev.recount.example.shop.order.OrderLine;
import dev.recount.example.shop.stock.Stock;
import dev.recount.example.shop.stock.StockCommand.Dispatch;
import dev.recount.example.shop.stock.StockCommand.Release;
import dev.recount.example.shop.stock.StockCommand.Reserve;
import dev.recount.model.process.Input;
import dev.recount.model.process.Input.Accepted;
import dev.recount.model.process.Input.Compensated;
import dev.recount.model.process.Input.Fired;
import dev.recount.model.process.Input.Happened;
import dev.recount.model.process.Input.Rejected;
import dev.recount.model.process.ProcessContext;
import dev.recount.model.process.ProcessRules;
import dev.recount.model.process.ProcessType;
import dev.recount.model.process.Send;
import dev.recount.model.process.Steps;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The fulfilment of an order: its stock is held and the order confirmed, then it is paid, then shipped.
 *
 * <p>No transaction spans the streams. Whatever calls an order off, be it a product that is out, its customer, or a
 * time that is over, is told by the order itself: then all that was held for it is released, the last first. A time
 * that is over while the customer pays, or the warehouse ships, is decided by the order as well, and one of both only.
 */
public final class Fulfilment implements ProcessRules<FulfilmentState, FulfilmentEvent> {

    private static final String RESERVE = "reserve-";
    private static final String CONFIRM = "confirm";
    private static final String GIVE_UP = "give-up";
    private static final String DISPATCH = "dispatch-";
    private static final String PAYMENT = "payment";
    private static final String SHIPMENT = "shipment";

    private final Duration payWithin;
    private final Duration shipWithin;

    private Fulfilment(Duration payWithin, Duration shipWithin) {
        this.payWithin = payWithin;
        this.shipWithin = shipWithin;
    }

    /**
     * Returns the process {@code fulfilment}, whose ids are those of the orders.
     *
     * @param payWithin how long a confirmed order waits for its payment, before it is cancelled
     * @param shipWithin how long a paid order waits for its shipment, before it is refunded
     */
    public static ProcessType<FulfilmentState, FulfilmentEvent> type(Duration payWithin, Duration shipWithin) {
        return ProcessType.of("fulfilment", new Fulfilment(payWithin, shipWithin))
                .startsOn(
                        Order.TYPE,
                        Placed.class,
                        (_, context) -> Optional.of(context.stream().id()))
                .goesOnWith(
                        Order.TYPE,
                        OrderEvent.class,
                        (_, context) -> Optional.of(context.stream().id()));
    }

    @Override
    public FulfilmentState initial() {
        return new Idle();
    }

    @Override
    public Steps<FulfilmentEvent> react(FulfilmentState state, Input input, ProcessContext context) {
        return switch (state) {
            case Idle() -> start(input, context);
            case Gathering(var open) -> gather(open, input, context);
            case GivingUp() -> giveUp(input);
            case Holding() -> hold(input, context);
            case Dispatching(var open) -> dispatch(open, input);
            case Undoing() ->
                input instanceof Compensated ? Steps.<FulfilmentEvent>none().end() : Steps.none();
        };
    }

    private static Steps<FulfilmentEvent> start(Input input, ProcessContext context) {
        return input instanceof Happened(Placed(var purchase), var _)
                ? reserve(purchase.lines(), context.id())
                : Steps.none();
    }

    private static Steps<FulfilmentEvent> reserve(List<OrderLine> lines, String order) {
        Steps<FulfilmentEvent> steps = Steps.decided(new StockAsked(lines.size()));
        for (int number = 1; number <= lines.size(); number++) {
            OrderLine line = lines.get(number - 1);
            steps = steps.send(
                    RESERVE + number,
                    Send.to(Stock.TYPE, line.product(), new Reserve(order, line.quantity()))
                            .undoneBy(new Release(order)));
        }
        return steps;
    }

    private static Steps<FulfilmentEvent> gather(int open, Input input, ProcessContext context) {
        return switch (input) {
            case Accepted _ when open > 1 -> Steps.decided(new LineHeld());
            case Accepted _ ->
                Steps.<FulfilmentEvent>decided(new LineHeld()).send(CONFIRM, toOrder(context, new Confirm()));
            case Rejected(var _, var reason, var _) ->
                Steps.<FulfilmentEvent>decided(new LineRefused(reason))
                        .send(GIVE_UP, toOrder(context, new Cancel(Cancel.Reason.OUT_OF_STOCK)));
            case Happened(Cancelled _, var _) -> callOff();
            case Happened _, Fired _, Compensated _ -> Steps.none();
        };
    }

    private static Send<OrderCommand> toOrder(ProcessContext context, OrderCommand command) {
        return Send.to(Order.TYPE, context.id(), command);
    }

    private static Steps<FulfilmentEvent> giveUp(Input input) {
        return switch (input) {
            case Happened(Cancelled _, var _) -> callOff();
            case Rejected(var command, var _, var _) when command.equals(GIVE_UP) -> callOff();
            case Happened _, Accepted _, Rejected _, Fired _, Compensated _ -> Steps.none();
        };
    }

    private static Steps<FulfilmentEvent> callOff() {
        return Steps.<FulfilmentEvent>decided(new CalledOff()).compensate();
    }

    private Steps<FulfilmentEvent> hold(Input input, ProcessContext context) {
        return switch (input) {
            case Happened(OrderEvent event, var _) -> hold(event, context);
            case Fired(var timer, var _)
            when timer.equals(PAYMENT) ->
                Steps.<FulfilmentEvent>none().send("cancel", toOrder(context, new Cancel(Cancel.Reason.NEVER_PAID)));
            case Fired _ -> Steps.<FulfilmentEvent>none().send("refund", toOrder(context, new Refund()));
            case Rejected(var command, var _, var _) when command.equals(CONFIRM) -> callOff();
            // That the order is cancelled or refunded is its own event; where it refuses, it was paid or shipped.
            case Happened _, Accepted _, Rejected _, Compensated _ -> Steps.none();
        };
    }

    private Steps<FulfilmentEvent> hold(OrderEvent event, ProcessContext context) {
        return switch (event) {
            case Confirmed _ -> Steps.<FulfilmentEvent>none().setTimer(PAYMENT, payWithin);
            case Paid _ -> Steps.<FulfilmentEvent>none().cancelTimer(PAYMENT).setTimer(SHIPMENT, shipWithin);
            case Shipped(var purchase, var _, var _) -> handOut(purchase.lines(), context.id());
            case Cancelled _, Refunded _ -> callOff();
            case Placed _ -> Steps.none();
        };
    }

    private static Steps<FulfilmentEvent> handOut(List<OrderLine> lines, String order) {
        Steps<FulfilmentEvent> steps =
                Steps.<FulfilmentEvent>decided(new DispatchAsked(lines.size())).cancelTimer(SHIPMENT);
        for (int number = 1; number <= lines.size(); number++) {
            steps = steps.send(
                    DISPATCH + number, Send.to(Stock.TYPE, lines.get(number - 1).product(), new Dispatch(order)));
        }
        return steps;
    }

    private static Steps<FulfilmentEvent> dispatch(int open, Input input) {
        return switch (input) {
            case Accepted(var command, var _) when command.startsWith(DISPATCH) -> dispatched(open);
            case Rejected(var command, var _, var _) when command.startsWith(DISPATCH) -> dispatched(open);
            case Happened _, Accepted _, Rejected _, Fired _, Compensated _ -> Steps.none();
        };
    }

    private static Steps<FulfilmentEvent> dispatched(int open) {
        Steps<FulfilmentEvent> steps = Steps.decided(new LineDispatched());
        return open > 1 ? steps : steps.end();
    }

    @Override
    public FulfilmentState evolve(FulfilmentState state, FulfilmentEvent event) {
        return switch (event) {
            case StockAsked(var lines) -> new Gathering(lines);
            case LineHeld _ ->
                state instanceof Gathering(var open) && open > 1 ? new Gathering(open - 1) : new Holding();
            case LineRefused _ -> new GivingUp();
            case CalledOff _ -> new Undoing();
            case DispatchAsked(var lines) -> new Dispatching(lines);
            case LineDispatched _ -> state instanceof Dispatching(var open) ? new Dispatching(open - 1) : state;
        };
    }
}
