package dev.recount.example;

import java.util.regex.Pattern;

/** Texts that people write into forms. */
public final class Text {

    private static final int LONGEST_EMAIL = 254;
    private static final String WORD = "[A-Za-z0-9_%+-]+";
    private static final Pattern EMAIL = Pattern.compile(WORD + "(\\." + WORD
            + ")*+@[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?(\\.[A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?)*+");

    private Text() {}

    /** Tells whether this is one line with something on it, and at most so many characters. */
    public static boolean isLine(String text, int mostCharacters) {
        return text.length() <= mostCharacters
                && !text.isBlank()
                && text.chars().noneMatch(Character::isISOControl);
    }

    /** Tells whether this is an e-mail address, of the plain kind that every mail server takes. */
    public static boolean isEmail(String text) {
        return text.length() <= LONGEST_EMAIL && EMAIL.matcher(text).matches();
    }
}
