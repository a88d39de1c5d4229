package dev.recount.world;

import dev.recount.model.Aggregate;
import dev.recount.model.Context;
import dev.recount.model.Decision;
import dev.recount.model.domain.Domain;
import dev.recount.model.process.Input;
import dev.recount.model.process.ProcessContext;
import dev.recount.model.process.ProcessRules;
import dev.recount.model.process.ProcessType;
import dev.recount.model.process.Steps;
import dev.recount.model.type.StreamType;
import dev.recount.process.trip.Booking;
import dev.recount.process.trip.Service;
import dev.recount.process.trip.Travel;
import dev.recount.process.trip.Trip;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Travel, with alternatives: one whose process books no car, and one whose hotel takes nobody. */
final class OtherTravel implements Domain {

    private static final StreamType<?, ?, ?> CLOSED_HOTEL = StreamType.of("hotel", new Closed());

    private final Travel travel = new Travel();

    private enum Reason {
        CLOSED
    }

    @Override
    public String name() {
        return travel.name();
    }

    @Override
    public Optional<String> revision() {
        return Optional.of("travel-1");
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        return travel.streamTypes();
    }

    @Override
    public List<ProcessType<?, ?>> processes() {
        return travel.processes();
    }

    @Override
    public Map<String, Domain> alternatives() {
        List<StreamType<?, ?, ?>> closed = travel.streamTypes().stream()
                .<StreamType<?, ?, ?>>map(type -> type.name().equals("hotel") ? CLOSED_HOTEL : type)
                .toList();
        return Map.of(
                "on-foot", new Rules(travel.streamTypes(), List.of(booking(new OnFoot()))),
                "closed-hotel", new Rules(closed, travel.processes()));
    }

    private static ProcessType<?, ?> booking(ProcessRules<Booking.State, Booking.Event> rules) {
        return ProcessType.of("booking", rules)
                .startsOn(
                        Travel.TRIP,
                        Trip.Event.Requested.class,
                        (_, context) -> Optional.of(context.stream().id()))
                .goesOnWith(
                        Travel.TRIP,
                        Trip.Event.CalledOff.class,
                        (_, context) -> Optional.of(context.stream().id()));
    }

    private record Rules(List<StreamType<?, ?, ?>> streamTypes, List<ProcessType<?, ?>> processes) implements Domain {

        @Override
        public String name() {
            return "travel";
        }

        @Override
        public Optional<String> revision() {
            return Optional.of("travel-2");
        }
    }

    /** The booking of a trip without a car. */
    private static final class OnFoot implements ProcessRules<Booking.State, Booking.Event> {

        private final Booking booking = new Booking();

        @Override
        public Booking.State initial() {
            return booking.initial();
        }

        @Override
        public Steps<Booking.Event> react(Booking.State state, Input input, ProcessContext context) {
            return input instanceof Input.Accepted(var command, var version) && command.equals("hotel")
                    ? booking.react(state, new Input.Accepted("car", version), context)
                    : booking.react(state, input, context);
        }

        @Override
        public Booking.State evolve(Booking.State state, Booking.Event event) {
            return booking.evolve(state, event);
        }
    }

    /** A service that takes no booking. */
    private static final class Closed implements Aggregate<Service.State, Service.Command, Service.Event> {

        private final Service service = new Service();

        @Override
        public Service.State initial() {
            return service.initial();
        }

        @Override
        public Decision<Service.Event> decide(Service.State state, Service.Command command, Context context) {
            return command instanceof Service.Command.Book
                    ? Decision.reject(Reason.CLOSED, "it is closed")
                    : service.decide(state, command, context);
        }

        @Override
        public Service.State evolve(Service.State state, Service.Event event) {
            return service.evolve(state, event);
        }
    }
}
