package dev.recount.replay.world;

import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.model.domain.Domain;
import dev.recount.model.handler.Handler;
import dev.recount.model.view.View;
import java.util.List;
import java.util.Optional;

/**
 * A set of rules: the stream types, views and handlers of domains that fit together.
 *
 * @param name the name by which people know it
 */
public record Rules(String name, Codecs codecs, List<View<?>> views, List<Handler> handlers) {

    public Rules {
        views = List.copyOf(views);
        handlers = List.copyOf(handlers);
    }

    /**
     * Returns the rules of some domains whose codecs there are.
     *
     * @throws dev.recount.model.DomainException if a definition is mistaken
     */
    public static Rules of(String name, Codecs codecs, List<Domain> domains) {
        return new Rules(
                name,
                codecs,
                domains.stream()
                        .<View<?>>flatMap(domain -> domain.views().stream())
                        .toList(),
                domains.stream().flatMap(domain -> domain.handlers().stream()).toList());
    }

    /** Returns the view of a name, if there is one. */
    public Optional<View<?>> view(String view) {
        return views.stream()
                .<View<?>>map(each -> each)
                .filter(each -> each.name().equals(view))
                .findFirst();
    }

    /** Returns the handler of a name, if there is one. */
    public Optional<Handler> handler(String handler) {
        return handlers.stream().filter(each -> each.name().equals(handler)).findFirst();
    }

    /**
     * Tells whether stored events of a stream type are the same objects under other rules: both have the same records,
     * and neither reads earlier forms.
     */
    boolean readAlike(Rules other, String streamType) {
        Optional<StreamCodec<?, ?, ?>> own = codecs.find(streamType);
        Optional<StreamCodec<?, ?, ?>> others = other.codecs.find(streamType);
        return own.isPresent()
                && others.isPresent()
                && (own.get().type() == others.get().type() || haveTheSameRecords(own.get(), others.get()));
    }

    private static boolean haveTheSameRecords(StreamCodec<?, ?, ?> one, StreamCodec<?, ?, ?> other) {
        return one.type().events().byName().equals(other.type().events().byName())
                && one.events().evolutionFingerprint().isEmpty()
                && other.events().evolutionFingerprint().isEmpty();
    }
}
