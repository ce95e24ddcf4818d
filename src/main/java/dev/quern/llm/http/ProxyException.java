package dev.quern.llm.http;

import java.io.IOException;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/** The machine's proxy does not let through what was to be sent to a model server. */
public final class ProxyException extends IOException {

  ProxyException(HttpHost proxy, String did, @Nullable IOException cause) {
    super("the proxy " + proxy.toHostString() + " " + did, cause);
  }
}
