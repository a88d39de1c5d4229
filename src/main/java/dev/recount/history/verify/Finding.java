package dev.recount.history.verify;

/**
 * Something in the journal that is not as it should be.
 *
 * @param stream the stream, as type/id, or the name that stands in its place
 * @param version the version that it is about; 0 for the stream as a whole
 * @param problem what differs
 */
public record Finding(String stream, long version, String problem) {

    @Override
    public String toString() {
        return stream + (version == 0 ? "" : "@" + version) + ": " + problem;
    }
}
