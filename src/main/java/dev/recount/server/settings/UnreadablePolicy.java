package dev.recount.server.settings;

/** The policy for a journal that holds events of names that no code can read. */
public enum UnreadablePolicy {
    /** The server does not start. */
    REFUSE,
    /** It starts, says so, and the streams that hold them refuse to go on. */
    ALLOW
}
