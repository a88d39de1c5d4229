package dev.recount.model.personal;

import dev.recount.model.StreamId;

/**
 * The person whom personal data is of, written as a stream is: {@code customer/17}. Where a person is a stream, that
 * stream's name is the subject; a person who is none has a name of the same form, such as {@code person/4711}. The name
 * stays when the person is forgotten, so it says nothing of them.
 *
 * @param type the kind of person: a lower-case letter, then lower-case letters, digits and {@code -}
 * @param id letters, digits, {@code -} and {@code _}, beginning with a letter or digit
 */
public record Subject(String type, String id) implements Comparable<Subject> {

    /**
     * Names a person.
     *
     * @throws IllegalArgumentException if no stream could have this name
     */
    public Subject {
        var _ = new StreamId(type, id);
    }

    /** Returns the person that a stream is. */
    public static Subject of(StreamId stream) {
        return new Subject(stream.type(), stream.id());
    }

    /**
     * Reads a name as {@link #toString} writes it.
     *
     * @throws IllegalArgumentException if the text is not a type, a slash and an id
     */
    public static Subject parse(String text) {
        return of(StreamId.parse(text));
    }

    @Override
    public int compareTo(Subject other) {
        int byType = type.compareTo(other.type);
        return byType != 0 ? byType : id.compareTo(other.id);
    }

    @Override
    public String toString() {
        return type + "/" + id;
    }
}
