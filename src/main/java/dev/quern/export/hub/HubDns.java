package dev.quern.export.hub;

import dev.quern.OutboundUrl;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks names up for the HTTP client, which connects to the very addresses that were checked here:
 * a name that changes its address after a check leads nowhere else.
 */
record HubDns(DnsResolver names) implements DnsResolver {

  /** An address that is not called. */
  static final class RefusedAddressException extends UnknownHostException {
    RefusedAddressException() {
      super("leads to a metadata address, which is not called");
    }
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    InetAddress[] addresses = names.resolve(host.replaceAll("^\\[|]$", ""));
    for (InetAddress address : addresses) {
      if (OutboundUrl.isMetadata(address)) {
        throw new RefusedAddressException();
      }
    }
    return addresses;
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return names.resolveCanonicalHostname(host);
  }
}
