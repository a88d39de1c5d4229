package dev.recount.access.settings;

/** A kind of credential that callers can show. */
public enum CredentialKind {
    /** A name and a password. */
    BASIC,
    /** A key of the server's own, shown as a token. */
    KEY,
    /** A token of an issuer. */
    BEARER,
    /** A certificate of the connection. */
    CERTIFICATE,
    /** The word of a proxy. */
    PROXY
}
