package dev.recount.http.request;

import dev.recount.http.answer.Problem;
import dev.recount.http.answer.ProblemException;
import dev.recount.journal.codec.Codecs;
import dev.recount.journal.codec.StreamCodec;
import dev.recount.model.StreamId;
import dev.recount.model.type.StreamType;
import java.util.LinkedHashSet;
import java.util.Set;

/** The types and ids of streams in the paths and queries of requests; those that there cannot be are problems. */
public record StreamPaths(Codecs codecs) {

    /** Returns the stream that a path names. */
    public StreamId stream(String type, String id) {
        codec(type);
        return id("path", type, id);
    }

    /** Returns the codec of a type that a path names. */
    public StreamCodec<?, ?, ?> codec(String type) {
        return found(codecs, type);
    }

    private static StreamCodec<?, ?, ?> found(Codecs codecs, String type) {
        return codecs.find(type)
                .orElseThrow(() -> new ProblemException(
                        Problem.notFound("there is no stream type " + CommandBody.shortened(type))));
    }

    /**
     * Returns the codec of a type whose streams take commands of clients, which those of the server's own and those of
     * processes do not.
     *
     * @param codecs the codecs of all types
     */
    public static StreamCodec<?, ?, ?> commanded(Codecs codecs, String type) {
        StreamCodec<?, ?, ?> codec = ofDomain(codecs, type);
        if (codec.type().isClosed()) {
            throw new ProblemException(
                    Problem.notFound("streams of the type " + type + " are processes, and take no commands"));
        }
        return codec;
    }

    /**
     * Returns the codec of a type of some domain, which those of the server's own are not.
     *
     * @param codecs the codecs of all types
     */
    public static StreamCodec<?, ?, ?> ofDomain(Codecs codecs, String type) {
        if (StreamType.isOwn(type)) {
            throw new ProblemException(
                    Problem.notFound("streams of the type " + type + " are the server's own, and take no commands"));
        }
        return found(codecs, type);
    }

    /** Returns the stream types that a parameter of a query names, with commas between; none if it is not there. */
    public Set<String> types(QueryParameters query, String parameter) {
        Set<String> types = new LinkedHashSet<>(query.list(parameter));
        types.forEach(type -> codec(parameter, type));
        return types;
    }

    /** Returns the codec of a type that a parameter of a query names. */
    public StreamCodec<?, ?, ?> codec(String parameter, String type) {
        return codecs.find(type)
                .orElseThrow(() -> new ProblemException(
                        Problem.notFound(parameter + ": there is no stream type " + CommandBody.shortened(type))));
    }

    /**
     * Returns the stream of an id.
     *
     * @param source where the id comes from, such as the name of a parameter
     */
    public static StreamId id(String source, String type, String id) {
        try {
            return new StreamId(type, id);
        } catch (IllegalArgumentException unusable) {
            throw new ProblemException(Problem.malformed(source + ": " + unusable.getMessage()));
        }
    }
}
