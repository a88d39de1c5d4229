package dev.recount.privacy;

import dev.recount.model.personal.Subject;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * The keys of all subjects. Who must not block asks what is {@linkplain #known known}, has the rest
 * {@linkplain #prepare prepared}, and asks again.
 */
public interface Keys {

    /**
     * Returns the keys of a server without personal data: there are none, none are made, and what was sealed before
     * cannot be read, as where a database does not answer.
     */
    static Keys none() {
        return NoKeys.NONE;
    }

    /** Tells whether there are keys at all, so that somebody's may have been destroyed. */
    boolean areKept();

    /**
     * Returns the code of bytes, 64 hexadecimal digits long: the same for the same bytes, as long as these keys last,
     * and found out by nobody without them.
     *
     * @throws IllegalStateException if there are no keys
     */
    String code(byte[] data);

    /**
     * Returns the state of a subject's key from memory; never blocks. Empty where it has to be fetched, as also when it
     * was fetched too long ago to tell whether another node has erased the subject. Never {@link KeyState.Missing}.
     */
    Optional<KeyState> known(Subject subject);

    /**
     * Returns the state of a subject's key, from the database where memory does not know it. Blocks meanwhile; makes no
     * key.
     *
     * @throws dev.recount.database.sql.DatabaseException if the database does not answer, or the master key does not
     *     unwrap the key
     */
    KeyState of(Subject subject);

    /**
     * Has those of some subjects at hand that memory does not know and the database has, all in one go. Blocks
     * meanwhile; makes no key. What is wrong with one of them, or with the database, is told when a key is
     * {@linkplain #of asked for}.
     */
    void read(Set<Subject> subjects);

    /**
     * Makes sure that all of these are {@linkplain #known known}, and makes the keys that are missing, but those of the
     * erased; does so on threads of its own.
     *
     * @return completes once it is so, which lasts as long as memory keeps them; fails with
     *     {@link dev.recount.database.sql.DatabaseException} if the database does not answer, or the master key does
     *     not unwrap a key
     */
    CompletionStage<Void> prepare(Set<Subject> subjects);
}
