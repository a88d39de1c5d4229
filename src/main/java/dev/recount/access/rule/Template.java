package dev.recount.access.rule;

import dev.recount.model.caller.Caller;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A text of a rule, in which <code>{customer}</code> stands for any value of the caller's claim of that name, and
 * {@code *} for any characters.
 */
final class Template {

    private static final Pattern PIECES = Pattern.compile("\\{([^{}]{1,128})\\}|(\\*)|([^{}*]+)");

    private final List<Piece> pieces;

    /** A piece of a template. */
    private sealed interface Piece {

        /** Returns the regular expression that it is for a caller. */
        String expression(Caller caller);

        record Claim(String name) implements Piece {

            @Override
            public String expression(Caller caller) {
                return caller.claim(name).stream().map(Pattern::quote).collect(Collectors.joining("|", "(?:", ")"));
            }
        }

        record Any() implements Piece {

            @Override
            public String expression(Caller caller) {
                return ".*";
            }
        }

        record Fixed(String text) implements Piece {

            @Override
            public String expression(Caller caller) {
                return Pattern.quote(text);
            }
        }
    }

    private Template(List<Piece> pieces) {
        this.pieces = List.copyOf(pieces);
    }

    /**
     * Reads a template.
     *
     * @throws IllegalArgumentException if it is empty, or has a brace that belongs to no claim
     */
    static Template parse(String text) {
        var pieces = new ArrayList<Piece>();
        Matcher matcher = PIECES.matcher(text);
        int end = 0;
        while (matcher.lookingAt()) {
            pieces.add(
                    matcher.group(1) != null
                            ? new Piece.Claim(matcher.group(1))
                            : matcher.group(2) != null ? new Piece.Any() : new Piece.Fixed(matcher.group()));
            end = matcher.end();
            matcher.region(end, text.length());
        }
        if (end < text.length() || text.isEmpty()) {
            throw new IllegalArgumentException(
                    "must be a text in which {claim} stands for a claim of the caller's and * for any, not " + text);
        }
        return new Template(pieces);
    }

    /** Returns the one text that it fits, if it is only one, whoever asks. */
    Optional<String> fixed() {
        return pieces.size() == 1 && pieces.getFirst() instanceof Piece.Fixed(String text)
                ? Optional.of(text)
                : Optional.empty();
    }

    /** Returns the names of the claims that it has. */
    Stream<String> claims() {
        return pieces.stream()
                .flatMap(piece -> piece instanceof Piece.Claim(String name) ? Stream.of(name) : Stream.of());
    }

    /** Tells whether it fits every text. */
    boolean isAny() {
        return pieces.stream().allMatch(Piece.Any.class::isInstance);
    }

    /** Returns the texts that it fits for a caller, as a pattern; nothing where the caller lacks a claim of its. */
    Fit of(Caller caller) {
        boolean lacksClaim = pieces.stream()
                .anyMatch(piece -> piece instanceof Piece.Claim(String name)
                        && caller.claim(name).isEmpty());
        return lacksClaim
                ? _ -> false
                : Pattern.compile(
                                pieces.stream()
                                        .map(piece -> piece.expression(caller))
                                        .collect(Collectors.joining()),
                                Pattern.DOTALL)
                        .asMatchPredicate()::test;
    }

    /** The texts that a template fits. */
    @FunctionalInterface
    interface Fit {
        boolean has(String text);
    }
}
