package dev.recount.guide;

import java.nio.file.Path;

/**
 * A fenced block of a page.
 *
 * @param page the page
 * @param line the line of its fence, from 1
 * @param language the word after the fence, empty if there is none
 * @param text the lines between the fences
 */
record Block(Path page, int line, String language, String text) {

    @Override
    public String toString() {
        return page + ":" + line + " (" + language + ")";
    }
}
