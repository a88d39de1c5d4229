package dev.recount.process.trip;

import dev.recount.model.domain.Domain;
import dev.recount.model.handler.RetryPolicy;
import dev.recount.model.process.ProcessType;
import dev.recount.model.type.StreamType;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A domain with a process of five steps. */
public final class Travel implements Domain {

    public static final StreamType<Trip.State, Trip.Command, Trip.Event> TRIP = StreamType.of("trip", new Trip());
    public static final StreamType<Service.State, Service.Command, Service.Event> FLIGHT =
            StreamType.of("flight", new Service());
    public static final StreamType<Service.State, Service.Command, Service.Event> HOTEL =
            StreamType.of("hotel", new Service());
    public static final StreamType<Service.State, Service.Command, Service.Event> CAR =
            StreamType.of("car", new Service());
    public static final StreamType<Service.State, Service.Command, Service.Event> CARD =
            StreamType.of("card", new Service());

    public static final ProcessType<Booking.State, Booking.Event> BOOKING = ProcessType.of("booking", new Booking())
            .startsOn(
                    TRIP,
                    Trip.Event.Requested.class,
                    (requested, context) -> Optional.of(context.stream().id()))
            .goesOnWith(
                    TRIP,
                    Trip.Event.CalledOff.class,
                    (calledOff, context) -> Optional.of(context.stream().id()))
            .retry(new RetryPolicy(3, Duration.ofMillis(20), Duration.ofMillis(20)));

    @Override
    public String name() {
        return "travel";
    }

    /** Has the server die once at each of its points, as {@code die-in} says. */
    @Override
    public Domain configured(Map<String, String> settings) {
        Points.dieIn(Path.of(settings.get("die-in")));
        return this;
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        return List.of(TRIP, FLIGHT, HOTEL, CAR, CARD);
    }

    @Override
    public List<ProcessType<?, ?>> processes() {
        return List.of(BOOKING);
    }
}
