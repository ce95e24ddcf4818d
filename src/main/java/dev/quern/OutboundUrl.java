package dev.quern;

import dev.quern.error.InvalidRequestException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpRequest;
import java.util.Arrays;
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
          "168.63.129.16",
          "192.0.0.192",
          "fd20:ce:0:0:0:0:0:254",
          "fd00:ec2:0:0:0:0:0:254",
          "metadata.google.internal",
          "metadata.goog",
          "metadata");

  /** Whether the JDK's client lets a request say for which host it is. */
  private static final boolean CAN_NAME_HOST = nameHosts();

  private OutboundUrl() {}

  /**
   * Has the JDK's HTTP client take a header Host. It reads that it may when it is first used, so
   * this comes first in a process; false where it came too late.
   */
  static boolean nameHosts() {
    String property = "jdk.httpclient.allowRestrictedHeaders";
    if (System.getProperty(property) == null) {
      System.setProperty(property, "host");
    }
    try {
      HttpRequest.newBuilder().header("Host", "localhost");
      return ProxySelector.getDefault().select(URI.create("http://quern.invalid/")).stream()
          .allMatch(proxy -> proxy.type() == Proxy.Type.DIRECT);
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

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

  /** Finds the addresses of a name. */
  interface Names {
    InetAddress[] addresses(String host) throws UnknownHostException;
  }

  /**
   * A request to a URL. With http it goes to the very address that was looked at here, so that a
   * name which changes its address between the look and the connection leads nowhere else. With
   * https whoever answers must show a certificate of that name, which no metadata service has.
   *
   * @throws UnknownHostException where it leads to a metadata address
   */
  public static HttpRequest.Builder request(URI url) throws UnknownHostException {
    return request(url, InetAddress::getAllByName);
  }

  static HttpRequest.Builder request(URI url, Names names) throws UnknownHostException {
    InetAddress[] addresses;
    try {
      addresses = names.addresses(url.getHost());
    } catch (UnknownHostException e) {
      return HttpRequest.newBuilder(url); // whoever connects will say so
    }
    for (InetAddress address : addresses) {
      if (isMetadata(address)) {
        throw new UnknownHostException(
            url.getHost() + " leads to a metadata address, which is not called");
      }
    }
    boolean isName = !url.getHost().matches("[0-9.]+|\\[.*]");
    if (!isName || !CAN_NAME_HOST || !"http".equalsIgnoreCase(url.getScheme())) {
      return HttpRequest.newBuilder(url);
    }
    return HttpRequest.newBuilder(at(addresses[0], url)).header("Host", url.getAuthority());
  }

  private static URI at(InetAddress address, URI url) {
    String literal = address.getHostAddress().replaceFirst("%.*", "");
    String host = address instanceof Inet6Address ? "[" + literal + "]" : literal;
    String port = url.getPort() < 0 ? "" : ":" + url.getPort();
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    return URI.create(url.getScheme() + "://" + host + port + url.getRawPath() + query);
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
      return false;
    }
  }
}
