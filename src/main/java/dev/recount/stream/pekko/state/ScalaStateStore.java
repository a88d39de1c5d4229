package dev.recount.stream.pekko.state;

import org.apache.pekko.Done;
import org.apache.pekko.persistence.state.scaladsl.DurableStateUpdateStore;
import org.apache.pekko.persistence.state.scaladsl.GetObjectResult;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;
import scala.jdk.javaapi.OptionConverters;

/** A store of states as Pekko's actors call it. */
record ScalaStateStore(StateStore store) implements DurableStateUpdateStore<Object> {

    @Override
    public Future<GetObjectResult<Object>> getObject(String persistenceId) {
        return FutureConverters.asScala(store.getObject(persistenceId))
                .map(
                        found -> new GetObjectResult<>(OptionConverters.toScala(found.value()), found.revision()),
                        ExecutionContext.parasitic$.MODULE$);
    }

    @Override
    public Future<Done> upsertObject(String persistenceId, long revision, Object value, String tag) {
        return FutureConverters.asScala(store.upsertObject(persistenceId, revision, value, tag));
    }

    @Override
    @SuppressWarnings("deprecation") // Pekko calls neither
    public Future<Done> deleteObject(String persistenceId) {
        return deleteObject(persistenceId, 0);
    }

    @Override
    public Future<Done> deleteObject(String persistenceId, long revision) {
        return FutureConverters.asScala(store.deleteObject(persistenceId, revision));
    }
}
