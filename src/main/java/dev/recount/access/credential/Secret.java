package dev.recount.access.credential;

/** The two forms of what is kept of a secret: the hash of an API key, and that of a password. */
final class Secret {

    private Secret() {}

    static boolean isOfKey(String secret) {
        return secret.startsWith(ApiKey.HASH);
    }

    /**
     * Makes sure that a text is one of the two.
     *
     * @throws IllegalArgumentException if it is not; does not tell what it is
     */
    static void require(String secret) {
        if (isOfKey(secret)) {
            if (!secret.substring(ApiKey.HASH.length()).matches("[0-9a-f]{64}")) {
                throw new IllegalArgumentException("secret: must be 64 hexadecimal digits after " + ApiKey.HASH);
            }
        } else {
            var _ = PasswordHash.parse(secret);
        }
    }
}
