package dev.recount.model.boundary;

import java.util.regex.Pattern;

/**
 * A mark of an event by which others find it, such as {@code course:c1}: what it is about, and which one of those.
 *
 * @param name what it is about: a lower-case letter and then, at most 62, lower-case letters, digits and {@code -}
 * @param value which one; at most {@value #LONGEST} characters, and empty where there is only one
 */
public record Tag(String name, String value) implements Comparable<Tag> {

    /** The most characters of a value. */
    public static final int LONGEST = 190;

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,62}");

    public Tag {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("tag: the name " + name
                    + " is not a lower-case letter and then, at most 62, lower-case letters, digits and -");
        }
        if (value.length() > LONGEST || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("tag: the value of " + name + " is longer than " + LONGEST
                    + " characters, or has a control character");
        }
    }

    /** Returns the tag of one of many, as {@code Tag.of("course", "c1")}. */
    public static Tag of(String name, String value) {
        return new Tag(name, value);
    }

    /** Returns the tag of what there is only one of, as all events of a kind. */
    public static Tag of(String name) {
        return new Tag(name, "");
    }

    /** Returns the text under which it is kept; no two tags have the same. */
    @Override
    public String toString() {
        return value.isEmpty() ? name : name + ":" + value;
    }

    @Override
    public int compareTo(Tag other) {
        return toString().compareTo(other.toString());
    }
}
