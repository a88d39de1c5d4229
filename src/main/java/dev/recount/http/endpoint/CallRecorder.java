package dev.recount.http.endpoint;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Puts on record what is asked of endpoints that want it. */
@FunctionalInterface
public interface CallRecorder {

    /**
     * Has a request answered, with what comes on record of it around that. Fails, and nothing is done, if what has to
     * be on record first cannot be.
     *
     * @param answer does what is asked; its stage never fails because of that
     */
    CompletionStage<HttpResponse> around(Call call, Supplier<CompletionStage<HttpResponse>> answer);
}
