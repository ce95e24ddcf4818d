package dev.quern.export.hub;

import dev.quern.address.OutboundUrl;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Looks names up for the HTTP client, which connects to the very addresses that were checked here:
 * a name that changes its address after a check leads nowhere else.
 */
record HubDns(DnsResolver names) implements DnsResolver {

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    return OutboundUrl.addresses(host.replaceAll("^\\[|]$", ""), names::resolve);
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return names.resolveCanonicalHostname(host);
  }
}
