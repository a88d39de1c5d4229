package dev.recount.http.endpoint;

import dev.recount.subscription.CircumstanceFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.Query;
import org.apache.pekko.http.javadsl.model.Uri;
import org.apache.pekko.japi.Pair;

/** The address of the next page of what is told in pages, with the parameters that ask for the same. */
public final class NextPage {

    private final String path;
    private final List<Pair<String, String>> query = new ArrayList<>();

    private NextPage(String path) {
        this.path = path;
    }

    /**
     * Begins the address.
     *
     * @param reached the place to which the page before comes
     */
    public static NextPage of(String path, Object reached) {
        return new NextPage(path).with("after", Optional.of(reached.toString()));
    }

    /** Adds a parameter with several values; none are none of the parameter. */
    public NextPage with(String parameter, Collection<String> values) {
        return with(parameter, values.isEmpty() ? Optional.empty() : Optional.of(String.join(",", values)));
    }

    /** Adds a parameter, if it has a value. */
    public NextPage with(String parameter, Optional<String> value) {
        value.ifPresent(text -> query.add(Pair.create(parameter, text)));
        return this;
    }

    /** Returns the address, for pages of so many that fit the circumstances. */
    public String of(CircumstanceFilter circumstances, int limit) {
        query.addAll(Circumstances.query(circumstances));
        query.add(Pair.create("limit", Integer.toString(limit)));
        return Uri.create(path).query(Query.create(query)).toString();
    }
}
