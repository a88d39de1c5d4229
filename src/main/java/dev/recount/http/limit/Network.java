package dev.recount.http.limit;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;

/**
 * The network that one client has to itself: an address of IPv4, or the 64 bits that are given out at the least in
 * IPv6, where each client has more addresses than could be counted.
 *
 * @param bits the address, or its first half
 */
public record Network(long bits) {

    private static final int BYTES_OF_V6 = 16;

    /** Returns the first address of the network of an address. */
    public static InetAddress address(InetAddress address) {
        if (!(address instanceof Inet6Address)) {
            return address;
        }
        try {
            return InetAddress.getByAddress(
                    ByteBuffer.allocate(BYTES_OF_V6).putLong(of(address).bits).array());
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Network of(InetAddress address) {
        ByteBuffer bytes = ByteBuffer.wrap(address.getAddress());
        return new Network(address instanceof Inet6Address ? bytes.getLong() : Integer.toUnsignedLong(bytes.getInt()));
    }
}
