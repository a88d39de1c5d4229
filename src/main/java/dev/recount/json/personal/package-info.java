/**
 * Personal data in JSON: marked as such within a server, sealed at rest, and plain to everybody outside. Here it is
 * written and read as values; {@code json.marked} makes one form of another.
 *
 * <pre>{@code
 * {"name":{"$personal":{"subject":"customer/17","value":"Ann"}}}      marked
 * {"name":{"$personal":{"subject":"customer/17"}}}                    marked, and erased
 * {"name":{"$sealed":{"subject":"customer/17","value":"Gx3…"}}}       sealed
 * {"name":"Ann"}                                                      plain
 * {"name":null,"erased":["name"]}                                     plain, and erased
 * {"name":null,"masked":["name"]}                                     for whom it is not to be seen
 * }</pre>
 *
 * <p>It owns the names of the marks, and knows no key and no place where they are kept.
 */
@NullMarked
package dev.recount.json.personal;

import org.jspecify.annotations.NullMarked;
