package dev.quern.notify;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Recognizes addresses outside of the public internet: loopback, RFC 1918, link-local, CGNAT (RFC
 * 6598), 0.0.0.0/8, multicast, 240.0.0.0/4, unique local and site-local IPv6; and IPv6 addresses
 * that contain one of these IPv4 addresses (mapped, compatible, NAT64 of RFC 6052, 6to4 of RFC
 * 3056).
 */
final class PrivateAddress {

  private static final byte[] NAT64 = {0, 0x64, (byte) 0xff, (byte) 0x9b, 0, 0, 0, 0, 0, 0, 0, 0};
  private static final byte[] COMPATIBLE = new byte[12];

  private PrivateAddress() {}

  static boolean is(InetAddress address) {
    return address.isAnyLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isSiteLocalAddress()
        || address.isMulticastAddress()
        || (address instanceof Inet4Address
            ? isReserved(address.getAddress())
            : isPrivateV6(address.getAddress()));
  }

  private static boolean isReserved(byte[] v4) {
    int first = v4[0] & 0xff;
    int second = v4[1] & 0xff;
    return first == 0 || first == 100 && second >= 64 && second < 128 || first >= 240;
  }

  private static boolean isPrivateV6(byte[] v6) {
    if ((v6[0] & 0xfe) == 0xfc) {
      return true; // fc00::/7
    }
    if (startsWith(v6, NAT64) || startsWith(v6, COMPATIBLE)) {
      return holds(v6, 12);
    }
    return v6[0] == 0x20 && v6[1] == 0x02 && holds(v6, 2);
  }

  private static boolean startsWith(byte[] address, byte[] prefix) {
    return Arrays.equals(address, 0, prefix.length, prefix, 0, prefix.length);
  }

  private static boolean holds(byte[] v6, int offset) {
    try {
      return is(InetAddress.getByAddress(Arrays.copyOfRange(v6, offset, offset + 4)));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }
}
