package dev.recount.access.credential;

import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;

/** A credential: what a caller shows to be known by. */
public sealed interface Presented {

    /** The kind of credential, in a word. */
    String kind();

    /**
     * A token, of an issuer or of our own (RFC 6750).
     *
     * @param certificate the certificate by which the client is connected, to which a token may be bound
     */
    record Token(String text, Optional<X509Certificate> certificate) implements Presented {

        @Override
        public String kind() {
            return "token";
        }

        /** A secret is for nobody to read. */
        @Override
        public String toString() {
            return kind();
        }
    }

    /** A name and a password (RFC 7617). */
    record Password(String name, String password) implements Presented {

        @Override
        public String kind() {
            return "password";
        }

        /** A secret is for nobody to read. */
        @Override
        public String toString() {
            return kind() + " of " + name;
        }
    }

    /** A certificate, whose authority has been held against those that are trusted already. */
    record Certificate(X509Certificate certificate) implements Presented {

        @Override
        public String kind() {
            return "certificate";
        }
    }

    /**
     * A name that a proxy tells, which is known to be one that is trusted.
     *
     * @param roles the roles that it tells as well
     */
    record Told(String name, Set<String> roles) implements Presented {

        @Override
        public String kind() {
            return "proxy";
        }
    }
}
