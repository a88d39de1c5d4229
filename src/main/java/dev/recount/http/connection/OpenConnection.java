package dev.recount.http.connection;

import java.util.concurrent.TimeoutException;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.jspecify.annotations.Nullable;

/** A connection that is open, which can be told to end. */
final class OpenConnection {

    private @Nullable AsyncCallback<Object> finish;
    private @Nullable AsyncCallback<Throwable> fail;
    private boolean isFinishing;

    /** Takes what tells the connection to end, once it runs. */
    synchronized void runs(AsyncCallback<Object> finishing, AsyncCallback<Throwable> failing) {
        finish = finishing;
        fail = failing;
        if (isFinishing) {
            finishing.invoke(this);
        }
    }

    /** Lets the connection end once the request that it is at is answered. */
    synchronized void finish() {
        isFinishing = true;
        if (finish != null) {
            finish.invoke(this);
        }
    }

    /** Breaks the connection off. */
    synchronized void breakOff() {
        if (fail != null) {
            fail.invoke(new TimeoutException("the server has stopped"));
        }
    }
}
