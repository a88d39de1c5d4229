package dev.recount.torture.check.stream;

import dev.recount.torture.check.CaseFile;
import dev.recount.torture.check.Check;
import dev.recount.torture.check.Kind;
import dev.recount.torture.check.StreamHistory;
import dev.recount.torture.check.Violation;
import dev.recount.torture.evidence.Ending.Finding;
import dev.recount.torture.evidence.Ending.LoggedEvent;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * The check that the first event holds the hash of the stream's name, and that no two events follow the same one. Only
 * {@code recount verify}, which sees the stored bytes, can tell whether each event holds the hash of those before it:
 * its findings count too.
 */
public final class HashesTieEvents implements Check {

    private static final Pattern HASH = Pattern.compile("[A-Za-z0-9_-]{43}");

    @Override
    public void run(CaseFile file, Consumer<Violation> found) {
        for (StreamHistory stream : file.streams()) {
            Map<String, LoggedEvent> byPrevious = new HashMap<>();
            for (LoggedEvent event : stream.events()) {
                check(stream, event, found);
                LoggedEvent sibling = byPrevious.put(event.previousHash(), event);
                if (sibling != null) {
                    found.accept(new Violation(
                            Kind.BROKEN_CHAIN, stream.stream(), "two events follow the same one", sibling, event));
                }
            }
        }
        for (Finding each : file.evidence().ending().found()) {
            found.accept(new Violation(Kind.BROKEN_CHAIN, each.stream(), each.problem(), each));
        }
    }

    private static void check(StreamHistory stream, LoggedEvent event, Consumer<Violation> found) {
        boolean sound = event.version() == 1
                ? event.previousHash().equals(beginning(stream.stream()))
                : HASH.matcher(event.previousHash()).matches();
        if (!sound) {
            found.accept(new Violation(
                    Kind.BROKEN_CHAIN, stream.stream(), "the hash of what is before the event is none", event));
        }
    }

    /** Returns the hash that the first event of a stream holds. */
    public static String beginning(String stream) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(stream.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
