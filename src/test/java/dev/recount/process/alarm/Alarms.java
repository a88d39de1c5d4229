package dev.recount.process.alarm;

import dev.recount.model.domain.Domain;
import dev.recount.model.process.ProcessType;
import dev.recount.model.type.StreamType;
import java.util.List;
import java.util.Optional;

/** Alarms, each of which has a process set many timers. */
final class Alarms implements Domain {

    static final StreamType<Alarm.State, Alarm.Command, Alarm.Event> ALARM = StreamType.of("alarm", new Alarm());

    static final ProcessType<Ringing.State, Ringing.Event> RINGING = ProcessType.of("ringing", new Ringing())
            .startsOn(
                    ALARM,
                    Alarm.Event.Wanted.class,
                    (wanted, context) -> Optional.of(context.stream().id()));

    @Override
    public String name() {
        return "alarms";
    }

    @Override
    public List<StreamType<?, ?, ?>> streamTypes() {
        return List.of(ALARM);
    }

    @Override
    public List<ProcessType<?, ?>> processes() {
        return List.of(RINGING);
    }
}
