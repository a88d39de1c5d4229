package dev.recount.guide;

import dev.recount.model.EventContext;
import dev.recount.model.StreamId;
import dev.recount.model.domain.Domain;
import dev.recount.model.handler.CommandAnswer;
import dev.recount.model.handler.Effects;
import dev.recount.model.handler.Handler;
import dev.recount.model.handler.RetryPolicy;
import dev.recount.model.type.StreamType;
import java.time.Duration;
import java.util.List;

/** The domain of the guide to event handlers. */
public final class Parcels implements Domain {

    static final StreamType<Parcel.State, Parcel.Command, Parcel.Event> PARCEL = StreamType.of("parcel", new Parcel());
    static final StreamType<Depot.State, Depot.Command, Depot.Event> DEPOT = StreamType.of("depot", new Depot());

    private final Carrier carrier;
    private final Duration patience;

    /** A system outside, which knows a request that comes again by its key. */
    interface Carrier {
        void collect(StreamId parcel, String key) throws Exception;
    }

    Parcels(Carrier carrier, Duration patience) {
        this.carrier = carrier;
        this.patience = patience;
    }

    @Override
    public String name() {
        return "parcels";
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        return List.of(PARCEL, DEPOT);
    }

    @Override
    public List<Handler> handlers() {
        return List.of(Handler.fromNow("ship")
                .on(PARCEL, this::ship)
                .onTimer(this::remind)
                .retry(new RetryPolicy(10, Duration.ofSeconds(1), Duration.ofMinutes(1))));
    }

    private void ship(Parcel.Event event, EventContext context, Effects effects) throws Exception {
        switch (event) {
            case Parcel.Event.Packed(var depot) -> {
                String parcel = context.stream().id();
                switch (effects.send(DEPOT, depot, new Depot.Command.Store(parcel))) {
                    case CommandAnswer.Accepted _ -> effects.setTimer("collect", patience);
                    case CommandAnswer.Rejected(var reason, var _) ->
                        effects.send(PARCEL, parcel, new Parcel.Command.Refuse(reason));
                }
                carrier.collect(context.stream(), effects.idempotencyKey());
            }
            case Parcel.Event.Collected _ -> effects.cancelTimer("collect");
            case Parcel.Event.Refused _ -> {}
            case Parcel.Event.Missed _ -> {}
        }
    }

    private void remind(String timer, StreamId parcel, Effects effects) {
        effects.send(PARCEL, parcel.id(), new Parcel.Command.Miss());
    }
}
