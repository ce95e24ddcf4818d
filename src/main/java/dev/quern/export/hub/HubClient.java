package dev.quern.export.hub;

import java.util.concurrent.TimeUnit;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.RequestConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;

/**
 * The HTTP client of one push: it follows no redirect, sends nothing twice of itself, keeps no
 * cookie, and connects to no address that {@link HubDns} has not seen.
 */
final class HubClient {

  private static final int CONNECT_SECONDS = 10;

  /** For one answer: a Hub looks at all of a commit before it says a word. */
  private static final int ANSWER_MINUTES = 10;

  private HubClient() {}

  static CloseableHttpClient with(DnsResolver names) {
    return HttpClients.custom()
        .setConnectionManager(
            PoolingHttpClientConnectionManagerBuilder.create()
                .setDnsResolver(new HubDns(names))
                .setDefaultConnectionConfig(
                    ConnectionConfig.custom()
                        .setConnectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                        .setSocketTimeout(ANSWER_MINUTES, TimeUnit.MINUTES)
                        .build())
                .build())
        .setDefaultRequestConfig(
            RequestConfig.custom().setResponseTimeout(ANSWER_MINUTES, TimeUnit.MINUTES).build())
        .setUserAgent("Quern")
        .disableAutomaticRetries()
        .disableRedirectHandling()
        .disableCookieManagement()
        .disableAuthCaching()
        .build();
  }
}
