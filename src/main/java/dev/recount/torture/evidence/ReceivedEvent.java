package dev.recount.torture.evidence;

/**
 * An event that a subscriber has received.
 *
 * @param subscriber the number of the subscriber
 * @param number in which order it got them, from 1; 0 says where it began
 * @param node the address of the node that it was connected to
 * @param position the event's; of number 0, the one after which the subscription began
 * @param id the event's, as {@code type/id@version}; empty for number 0
 */
public record ReceivedEvent(int subscriber, long number, String node, String position, String id) {}
