package dev.quern.address;

import dev.quern.error.InvalidRequestException;
import dev.quern.error.RefusedAddressException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.Set;

/** Checks URLs that Quern is asked to call. */
public final class OutboundUrl {

  /** Addresses where clouds serve credentials to the machine. */
  private static final Set<String> METADATA =
      Set.of(
          "169.254.169.254",
          "169.254.170.2",
          "100.100.100.200",
          "168.63.129.16",
          "192.0.0.192",
          "fd20:ce:0:0:0:0:0:254",
          "fd00:ec2:0:0:0:0:0:254",
          "metadata.google.internal",
          "metadata.goog",
          "metadata");

  private OutboundUrl() {}

  /**
   * Accepts an http or https URL with a host that is no cloud metadata address.
   *
   * @throws InvalidRequestException naming the field (400, or 422 for a metadata address)
   */
  public static void check(String field, String url) {
    URI uri;
    try {
      uri = URI.create(url);
    } catch (IllegalArgumentException e) {
      throw InvalidRequestException.field(field, "is not a URL: " + e.getMessage());
    }
    if (uri.getRawAuthority() != null && uri.getRawAuthority().contains("@")) {
      throw InvalidRequestException.field(field, "must not hold a user or password");
    }
    String host =
        ServerAddress.of(uri)
            .filter(server -> server.scheme().equals("http") || server.scheme().equals("https"))
            .map(ServerAddress::host)
            .orElseThrow(
                () ->
                    InvalidRequestException.field(
                        field, "must be an http or https URL with a host"));
    if (isMetadata(host)) {
      throw InvalidRequestException.unprocessable(
          field, "is a metadata address, which is not called");
    }
  }

  /**
   * Whether the host of a URL has, at this moment, a metadata address. Java keeps the look-up for a
   * while, so a connection that is made next goes to an address that was seen here.
   */
  public static boolean leadsToMetadata(String url) {
    try {
      ServerAddress server = ServerAddress.of(URI.create(url)).orElseThrow();
      for (InetAddress address : InetAddress.getAllByName(server.host())) {
        if (isMetadata(address)) {
          return true;
        }
      }
      return false;
    } catch (UnknownHostException | IllegalArgumentException | NoSuchElementException e) {
      return false; // whoever connects will say so
    }
  }

  /** Finds the addresses of a name. */
  public interface Names {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  /**
   * The addresses of a host, to which a connection may go. Who connects to these very addresses
   * goes nowhere else when the name changes its address in between.
   *
   * @throws RefusedAddressException where one of them is a metadata address
   * @throws UnknownHostException where there is none
   */
  public static InetAddress[] addresses(String host) throws UnknownHostException {
    return addresses(host, InetAddress::getAllByName);
  }

  /** Addresses of a host, found by other means than the machine's. */
  public static InetAddress[] addresses(String host, Names names) throws UnknownHostException {
    InetAddress[] addresses = names.addresses(host);
    for (InetAddress address : addresses) {
      if (isMetadata(address)) {
        throw new RefusedAddressException(host);
      }
    }
    return addresses;
  }

  /** Whether a cloud serves credentials at this address, or anything link-local. */
  public static boolean isMetadata(InetAddress address) {
    return address.isLinkLocalAddress()
        || METADATA.contains(address.getHostAddress())
        || address instanceof Inet6Address && holdsMetadata(address.getAddress());
  }

  /** Compatible addresses, NAT64 (RFC 6052) and 6to4 (RFC 3056) lead to an IPv4 address. */
  private static boolean holdsMetadata(byte[] v6) {
    boolean sixToFour = v6[0] == 0x20 && v6[1] == 0x02;
    boolean nat64 = v6[0] == 0 && v6[1] == 0x64 && v6[2] == (byte) 0xff && v6[3] == (byte) 0x9b;
    boolean compatible = Arrays.equals(v6, 0, 12, new byte[12], 0, 12);
    if (!sixToFour && !nat64 && !compatible) {
      return false;
    }
    int at = sixToFour ? 2 : 12;
    try {
      return isMetadata(InetAddress.getByAddress(Arrays.copyOfRange(v6, at, at + 4)));
    } catch (UnknownHostException e) {
      throw new IllegalStateException(e);
    }
  }

  private static boolean isMetadata(String host) {
    String name = host.toLowerCase(Locale.ROOT).replaceAll("^\\[|]$|\\.$", "");
    if (METADATA.contains(name) || name.startsWith("0x")) { // a way to write an address unseen
      return true;
    }
    if (!name.matches("[0-9a-fx.:]+")) {
      return false; // names are resolved when they are called, not here
    }
    try {
      return isMetadata(InetAddress.getByName(name));
    } catch (UnknownHostException e) {
      return name.matches("[0-9.]+"); // an address that others may read in another way
    }
  }
}
