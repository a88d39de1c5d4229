package dev.recount.preview;

import dev.recount.history.History;
import java.util.Optional;

/**
 * The way in which commands are previewed.
 *
 * @param point the point of the past that they meet, if it is not the present
 * @param enriching whether what they need from outside is looked up; else they are decided on as they came
 */
public record Way(Optional<History.Point> point, boolean enriching) {}
