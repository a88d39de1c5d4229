package dev.recount.process.view;

import dev.recount.model.EventContext;
import dev.recount.model.type.StreamType;
import dev.recount.model.view.Rows;
import dev.recount.model.view.View;
import dev.recount.process.instance.InstanceEvent;
import java.time.Instant;

/**
 * A timer that a process has set and that has not been due yet.
 *
 * @param process the id of the process
 * @param since when it was set
 */
public record TimerRow(String process, String timer, Instant due, Instant since) {

    /** Returns the view of the timers of one kind of process. */
    public static View<TimerRow> view(String process, StreamType<?, ?, Object> stream) {
        return View.of("timers-" + process, TimerRow.class)
                .key("process", "timer")
                .index("due")
                .rowsByStream()
                .on(stream, TimerRow::project);
    }

    private static void project(Object event, EventContext context, Rows<TimerRow> rows) {
        String id = context.stream().id();
        if (event instanceof InstanceEvent noted) {
            switch (noted) {
                case InstanceEvent.TimerSet set -> rows.put(new TimerRow(id, set.timer(), set.due(), context.time()));
                case InstanceEvent.TimerCancelled cancelled -> rows.remove(id, cancelled.timer());
                case InstanceEvent.TimerFired fired -> rows.remove(id, fired.timer());
                default -> {}
            }
        }
    }
}
