package dev.recount.seal.outside;

import dev.recount.seal.tree.TreeHash;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * The request that a witness signs a checkpoint, {@code add-checkpoint} of {@code tlog-witness} of the C2SP project
 * (https://c2sp.org/tlog-witness).
 *
 * @param old the size of the tree that the witness has signed before
 * @param proof the proof that the tree of now goes on from that
 * @param checkpoint the checkpoint that is to be signed
 */
record WitnessRequest(long old, List<TreeHash> proof, String checkpoint) {

    private static final int CONFLICT = 409;
    private static final int WRONG_PROOF = 422;
    private static final int MOST_TOLD = 200;

    /** An answer of a witness. */
    sealed interface Answer {

        /** The witness has signed, as the lines say that are still to be checked. */
        record Signed(String lines) implements Answer {}

        /** The witness has signed a tree of another size before. */
        record Knows(long size) implements Answer {}

        /** The witness does not take the proof, or has signed another tree of the same size. */
        record Contradicts(String text) implements Answer {}

        /** The witness refuses for another reason. */
        record Refuses(String text) implements Answer {}
    }

    /** Sends it; blocks, for seconds at most. */
    Answer send(URI witness, OutgoingPosts posts) throws IOException {
        HttpResponse<String> answer = posts.post(URI.create(witness + "/add-checkpoint"), text());
        String told = "it answers " + answer.statusCode() + " " + oneLine(answer.body());
        return switch (answer.statusCode()) {
            case 200 -> new Answer.Signed(answer.body());
            case CONFLICT -> knownSize(answer, told);
            case WRONG_PROOF -> new Answer.Contradicts(told);
            default -> new Answer.Refuses(told);
        };
    }

    private String text() {
        return "old " + old + '\n'
                + proof.stream().map(hash -> hash.text() + '\n').collect(Collectors.joining())
                + '\n'
                + checkpoint;
    }

    private static Answer knownSize(HttpResponse<String> answer, String told) {
        boolean isSize = answer.headers()
                .firstValue("Content-Type")
                .map(type -> type.toLowerCase(Locale.ROOT).startsWith("text/x.tlog.size"))
                .orElse(false);
        String size = answer.body().strip();
        return isSize && size.matches("0|[1-9]\\d{0,17}")
                ? new Answer.Knows(Long.parseLong(size))
                : new Answer.Contradicts(told);
    }

    /** What others write does not begin lines in the log. */
    private static String oneLine(String text) {
        String line = text.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        return line.length() > MOST_TOLD ? line.substring(0, MOST_TOLD) : line;
    }
}
