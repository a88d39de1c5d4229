package dev.recount.boundary;

import dev.recount.model.StreamId;
import java.util.List;

/**
 * The tags of the events of one stream type, as far as they have come.
 *
 * @param revision the revision of the rule that gives them
 * @param isBuilt whether all events are tagged, so that commands can be decided on them
 * @param untagged some of the streams that could not be tagged, as they are damaged or the rules fail on them; known to
 *     the node that does the work
 */
public record TagStatus(String streamType, int revision, boolean isBuilt, List<StreamId> untagged) {

    public TagStatus {
        untagged = List.copyOf(untagged);
    }
}
