package dev.quern.llm.http;

import dev.quern.address.OutboundUrl;
import dev.quern.error.RefusedAddressException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLSocket;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.DefaultHttpClientConnectionOperator;
import org.apache.hc.client5.http.impl.io.ManagedHttpClientConnectionFactory;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManager;
import org.apache.hc.client5.http.impl.routing.SystemDefaultRoutePlanner;
import org.apache.hc.client5.http.protocol.HttpClientContext;
import org.apache.hc.client5.http.ssl.DefaultClientTlsStrategy;
import org.apache.hc.client5.http.ssl.TlsSocketStrategy;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.HttpHost;
import org.apache.hc.core5.http.URIScheme;
import org.apache.hc.core5.http.config.RegistryBuilder;
import org.apache.hc.core5.http.impl.io.DefaultHttpResponseParserFactory;
import org.apache.hc.core5.http.protocol.HttpContext;
import org.apache.hc.core5.io.CloseMode;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.pool.PoolReusePolicy;
import org.apache.hc.core5.util.TimeValue;
import org.jspecify.annotations.Nullable;

/**
 * The connections to model servers, of all providers. A call blocks its thread: so it costs a third
 * of the CPU time of a call by the JDK's client (0.03 ms to 0.09 ms with 64 in flight), and half of
 * it while the JVM is young. The sockets are those of channels, which an interrupt closes at once.
 */
final class ModelConnections {

  /** The timeout of connecting. */
  static final Duration CONNECT = Duration.ofSeconds(10);

  /** More than all providers together are asked at once. */
  private static final int MAX_OPEN = 10_000;

  private static final TimeValue IDLE = TimeValue.ofSeconds(30);

  /** A server may have closed a connection that nobody used for a while; it is looked at first. */
  private static final TimeValue TRUSTED = TimeValue.ofMilliseconds(500);

  private static final String PROXY = "dev.quern.proxy";

  /** The one client; its connections are not bound to one caller. */
  private static final CloseableHttpClient CLIENT = client();

  private ModelConnections() {}

  /**
   * Sends a request.
   *
   * @return the response, whose body is to be read; to be closed
   * @throws ProxyException where the machine's proxy lets nothing through
   */
  static ClassicHttpResponse send(HttpUriRequestBase request) throws IOException {
    HttpClientContext context = HttpClientContext.create();
    try {
      ClassicHttpResponse response = CLIENT.executeOpen(null, request, context);
      HttpHost proxy = proxy(context);
      if (proxy != null && context.getHttpRoute() == null) { // the tunnel was not made
        response.close();
        throw new ProxyException(proxy, "answered " + response.getCode() + " to CONNECT", null);
      }
      return response;
    } catch (ConnectException | UnknownHostException | ConnectTimeoutException e) {
      HttpHost proxy = proxy(context);
      throw proxy == null || e instanceof RefusedAddressException
          ? e
          : new ProxyException(proxy, "takes no connection", e);
    } catch (Error e) {
      request.abort(); // the client leaves the connection as it is
      throw e;
    }
  }

  private static @Nullable HttpHost proxy(HttpClientContext context) {
    return (HttpHost) context.getAttribute(PROXY);
  }

  private static CloseableHttpClient client() {
    return HttpClients.custom()
        .setConnectionManager(new Pool())
        .setRoutePlanner(new CheckedProxies())
        .setDefaultRequestConfig(RequestConfig.custom().setProtocolUpgradeEnabled(false).build())
        .setUserAgent("Quern")
        .evictExpiredConnections()
        .evictIdleConnections(IDLE)
        .disableAutomaticRetries() // the ledger tries again
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableContentCompression()
        .disableAuthCaching()
        .build();
  }

  /** The trusted certificates are read when the first server with TLS is called. */
  private static SSLSocket secure(
      Socket socket, String host, int port, @Nullable Object attachment, HttpContext context)
      throws IOException {
    return Tls.STRATEGY.upgrade(socket, host, port, attachment, context);
  }

  private static final class Tls {
    private static final TlsSocketStrategy STRATEGY =
        DefaultClientTlsStrategy.createSystemDefault();
  }

  /** Connections whose reads end when their thread is interrupted. */
  private static final class Pool extends PoolingHttpClientConnectionManager {
    Pool() {
      super(
          new DefaultHttpClientConnectionOperator(
              proxy -> SocketChannel.open().socket(),
              null,
              new CheckedNames(),
              RegistryBuilder.<TlsSocketStrategy>create()
                  .register(URIScheme.HTTPS.id, ModelConnections::secure)
                  .build()),
          PoolConcurrencyPolicy.LAX,
          PoolReusePolicy.LIFO,
          TimeValue.NEG_ONE_MILLISECOND,
          // Strict: what does not begin with a status line is another protocol's.
          new ManagedHttpClientConnectionFactory(
              null, null, DefaultHttpResponseParserFactory.INSTANCE));
      setMaxTotal(MAX_OPEN);
      setDefaultMaxPerRoute(MAX_OPEN);
      setDefaultConnectionConfig(
          ConnectionConfig.custom()
              .setConnectTimeout(CONNECT.toMillis(), TimeUnit.MILLISECONDS)
              .setValidateAfterInactivity(TRUSTED)
              .build());
    }

    /**
     * Does nothing. The client closes the pool when a call meets an Error, such as no memory; the
     * calls of all providers would fail from then on.
     */
    @Override
    public void close(CloseMode mode) {}
  }

  /** A connection goes to the very address that was looked at. */
  private static final class CheckedNames implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
      return OutboundUrl.addresses(host);
    }

    @Override
    public String resolveCanonicalHostname(String host) {
      return host;
    }
  }

  /** What a proxy is asked for is looked at, too, where this machine knows its name. */
  private static final class CheckedProxies extends SystemDefaultRoutePlanner {
    CheckedProxies() {
      super(null);
    }

    @Override
    protected @Nullable HttpHost determineProxy(HttpHost target, HttpContext context)
        throws HttpException {
      HttpHost proxy = super.determineProxy(target, context);
      if (proxy != null) {
        context.setAttribute(PROXY, proxy);
      }
      if (proxy != null && OutboundUrl.leadsToMetadata(target.toURI())) {
        RefusedAddressException refused = new RefusedAddressException(target.getHostName());
        throw new HttpException(refused.getMessage(), refused);
      }
      return proxy;
    }
  }
}
