package dev.recount.cluster.singleton;

import dev.recount.cluster.ClusterMessage;

/** A message of the cluster to the actor of a piece of work. */
enum Lifecycle implements ClusterMessage {
    /** Be there, and do the work. */
    REMINDER,
    /** The work has been taken up; sent by the actor to itself. */
    STARTED,
    /** The work could not be taken up; sent by the actor to itself. */
    NOT_STARTED,
    /** Try again to take it up; sent by the actor to itself. */
    START,
    /** Leave the work to another node. */
    STOP,
    /** The work has ended; sent by the actor to itself. */
    STOPPED
}
