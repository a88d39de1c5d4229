package dev.recount.http.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/**
 * The network that one client has to itself: an address of IPv4, or the 64 bits that are given out at the least in
 * IPv6, where each client has more addresses than could be counted.
 *
 * @param bits the address, or its first half
 */
record Network(long bits) {

    static Network of(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return new Network(address instanceof Inet6Address ? bytes.getLong() : Integer.toUnsignedLong(bytes.getInt()));
    }
}
