package dev.recount.erasure;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.recount.model.EventId;
import dev.recount.model.StreamId;
import dev.recount.privacy.Erasure;
import dev.recount.privacy.SigningKey;
import dev.recount.seal.SignedNote;
import dev.recount.seal.SignedNote.Signer;
import java.util.List;

/**
 * The certificate of an erasure: what was erased, when, by whom and on which ground, signed.
 *
 * @param erasure the erasure
 * @param event the event that tells of it in the log
 * @param streams the streams that hold what nobody can read any more
 */
public record Certificate(Erasure erasure, EventId event, List<StreamId> streams) {

    /** The name under which the server signs certificates. */
    public static final String SIGNER = "recount-erasures";

    private static final JsonMapper JSON = new JsonMapper();

    /** Returns it as JSON. */
    public ObjectNode json() {
        ObjectNode json = JSON.createObjectNode();
        json.put("subject", erasure.subject().toString());
        json.put("erased", erasure.at().toString());
        json.put("by", erasure.by());
        json.put("ground", erasure.ground());
        erasure.reference().ifPresent(reference -> json.put("reference", reference));
        json.put("event", event.toString());
        streams.forEach(stream -> json.withArray("streams").add(stream.toString()));
        return json;
    }

    /** Returns it in one line of JSON as a signed note; the same for the same certificate. */
    public String note(SigningKey key) {
        return SignedNote.of(json() + "\n", List.of(signer(key)));
    }

    /** Returns the key that checks such notes, as verifiers take it. */
    public static String verifierKey(SigningKey key) {
        return signer(key).verifierKey();
    }

    private static Signer signer(SigningKey key) {
        return new Signer(SIGNER, key);
    }
}
