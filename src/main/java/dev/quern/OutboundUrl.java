package dev.quern;

import dev.quern.error.InvalidRequestException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Set;

/** Checks URLs that Quern is asked to call. */
public final class OutboundUrl {

  /** Addresses where clouds serve credentials to the machine. */
  private static final Set<String> METADATA =
      Set.of(
          "169.254.169.254",
          "169.254.170.2",
          "100.100.100.200",
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
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (uri.getHost() == null || !(scheme.equals("http") || scheme.equals("https"))) {
      throw InvalidRequestException.field(field, "must be an http or https URL with a host");
    }
    if (uri.getUserInfo() != null) {
      throw InvalidRequestException.field(field, "must not hold a user or password");
    }
    if (isMetadata(uri.getHost())) {
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
      for (InetAddress address : InetAddress.getAllByName(URI.create(url).getHost())) {
        if (isMetadata(address)) {
          return true;
        }
      }
      return false;
    } catch (UnknownHostException | IllegalArgumentException e) {
      return false; // whoever connects will say so
    }
  }

  /** Whether a cloud serves credentials at this address, or anything link-local. */
  public static boolean isMetadata(InetAddress address) {
    return address.isLinkLocalAddress() || METADATA.contains(address.getHostAddress());
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
      return false;
    }
  }
}
