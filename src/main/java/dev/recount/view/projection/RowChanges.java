package dev.recount.view.projection;

import dev.recount.journal.Recorded.RecordedEvent;
import dev.recount.model.EventContext;
import dev.recount.model.EventId;
import dev.recount.model.StreamId;
import dev.recount.model.view.View;

/**
 * The changes that events make to the rows of a view.
 *
 * @param view the rules by which they do
 * @param rows the rows
 */
public record RowChanges<R>(View<R> view, KeyedRows<R> rows) {

    /** Takes in an event of a stream type that the view follows; what the view's rules throw, this throws. */
    public void take(StreamId stream, long version, RecordedEvent event) {
        if (event.header()
                .migrated()
                .filter(mark -> mark.isKnownTo(view.streamTypes()))
                .isPresent()) {
            return; // the view has seen what it is a copy of
        }
        rows.at(stream, event.metadata().time());
        View.Source<?, R> source = view.source(stream.type()).orElseThrow();
        for (int i = 0; i < event.parts().size(); i++) {
            var context = new EventContext(new EventId(stream, version, i + 1), event.metadata());
            project(source, event.parts().get(i).event(), context);
        }
    }

    private <E> void project(View.Source<E, R> source, Object event, EventContext context) {
        source.projection().project(source.kind().cast(event), context, rows);
    }
}
