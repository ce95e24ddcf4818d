package dev.quern.address;

import java.net.URI;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The server that a URL leads to. Its name may hold an underscore, as those of containers do:
 * {@link URI} finds no host in such a URL, and HTTP clients call it all the same.
 *
 * @param scheme in lower case
 * @param host a name in lower case, or an address (in brackets if it is of IPv6)
 * @param port that of the URL, else the standard one of http or https
 */
public record ServerAddress(String scheme, String host, int port) {

  private static final String LABEL = "\\w++(?:-++\\w++)*+";

  /** The rest that URI does not know is refused, above all addresses written unusually. */
  private static final Pattern UNDERSCORED =
      Pattern.compile("(?=[^:]*_)(" + LABEL + "(?:\\." + LABEL + ")*+)(?::(\\d{1,5}))?");

  /** Empty where the URL has no scheme or no host. */
  public static Optional<ServerAddress> of(URI url) {
    if (url.getScheme() == null || url.getRawAuthority() == null) {
      return Optional.empty();
    }
    if (url.getHost() != null) {
      return Optional.of(of(url.getScheme(), url.getHost(), url.getPort()));
    }
    Matcher server = UNDERSCORED.matcher(url.getRawAuthority());
    if (!server.matches()) {
      return Optional.empty();
    }
    int port = server.group(2) == null ? -1 : Integer.parseInt(server.group(2));
    return Optional.of(of(url.getScheme(), server.group(1), port));
  }

  private static ServerAddress of(String scheme, String host, int port) {
    String protocol = scheme.toLowerCase(Locale.ROOT);
    int standard = protocol.equals("https") ? 443 : 80;
    return new ServerAddress(protocol, host.toLowerCase(Locale.ROOT), port < 0 ? standard : port);
  }
}
