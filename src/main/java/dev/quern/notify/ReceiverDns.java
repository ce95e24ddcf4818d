package dev.quern.notify;

import dev.quern.DaemonThreads;
import dev.quern.address.OutboundUrl;
import dev.quern.error.InvalidRequestException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * Checks the addresses of receivers. The HTTP client connects to exactly the addresses that {@link
 * #resolve} has checked, so changing a name's address after the check has no effect.
 */
@Component
class ReceiverDns implements DnsResolver {

  private static final long MAX_LOOK_UP_MS = 2000;

  private final boolean allowPrivate;
  private final ExecutorService lookUps =
      Executors.newCachedThreadPool(DaemonThreads.named("notify-look-up"));

  ReceiverDns(
      NotifySettings settings, @Value("${server.address:127.0.0.1}") InetAddress serverAddress) {
    Boolean set = settings.allowPrivate();
    this.allowPrivate = set == null ? serverAddress.isLoopbackAddress() : set;
  }

  /**
   * Refuses a URL whose host has a forbidden address. A name that cannot be resolved now is
   * accepted, because it is checked again before each call.
   *
   * @throws InvalidRequestException naming the field (400 for an invalid URL, otherwise 422)
   */
  void check(String field, String url) {
    OutboundUrl.check(field, url);
    String host = URI.create(url).getHost();
    if (host == null) { // camel-http takes no other
      throw InvalidRequestException.field(field, "must name a host without underscores");
    }
    try {
      CompletableFuture.supplyAsync(() -> refusal(host), lookUps)
          .get(MAX_LOOK_UP_MS, TimeUnit.MILLISECONDS)
          .ifPresent(
              refusal -> {
                throw InvalidRequestException.unprocessable(field, refusal);
              });
    } catch (TimeoutException | ExecutionException e) {
      return; // the look-up failed, not the check
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Optional<String> refusal(String host) {
    try {
      resolve(host);
      return Optional.empty();
    } catch (RefusedAddressException e) {
      return Optional.of(e.getMessage());
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }

  /** A forbidden address. */
  static final class RefusedAddressException extends UnknownHostException {
    RefusedAddressException(String message) {
      super(message);
    }
  }

  @Override
  public InetAddress[] resolve(String host) throws UnknownHostException {
    String name = host.replaceAll("^\\[|]$", "");
    InetAddress[] addresses = SystemDefaultDnsResolver.INSTANCE.resolve(name);
    for (InetAddress address : addresses) {
      if (OutboundUrl.isMetadata(address)) {
        throw new RefusedAddressException("is a metadata address, which is not called");
      }
      if (!allowPrivate && PrivateAddress.is(address)) {
        throw new RefusedAddressException(
            "leads to the private address "
                + address.getHostAddress()
                + ", which is called only where quern.notify.allow-private is true");
      }
    }
    return addresses;
  }

  @Override
  public String resolveCanonicalHostname(String host) throws UnknownHostException {
    return SystemDefaultDnsResolver.INSTANCE.resolveCanonicalHostname(host);
  }
}
