package dev.quern.llm.failure;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.langchain4j.exception.ContentFilteredException;
import dev.langchain4j.exception.HttpException;
import dev.quern.error.RefusedAddressException;
import dev.quern.llm.http.IdleTimeoutException;
import dev.quern.llm.http.NotAReplyException;
import dev.quern.llm.http.ProxyException;
import dev.quern.llm.http.TimedOutException;
import dev.quern.llm.offline.OfflineCannotException;
import dev.quern.llm.provider.Provider;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.MalformedURLException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.util.List;
import javax.net.ssl.SSLException;
import org.apache.hc.client5.http.ClientProtocolException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.NoHttpResponseException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Finds the class of what went wrong in a model call, and words for it. */
@Component
public final class FailureClassifier {

  /** What became of a connection; %s is the URL. */
  private record Broken(Class<? extends Exception> type, String words) {}

  private static final String NOT_FOUND = "cannot be found: there is no host of the name in %s";
  private static final String CUT = "closed the connection before its reply was whole";

  /** The first that fits is said. */
  private static final List<Broken> BROKEN =
      List.of(
          new Broken(UnresolvedAddressException.class, NOT_FOUND),
          new Broken(UnknownHostException.class, NOT_FOUND),
          new Broken(
              ConnectTimeoutException.class,
              "cannot be reached: %s took no connection within 10 s"),
          new Broken(ConnectException.class, "cannot be reached: nothing takes connections at %s"),
          new Broken(ClientProtocolException.class, "does not speak HTTP at %s"),
          new Broken(NoHttpResponseException.class, "closed the connection before it answered"),
          new Broken(EOFException.class, CUT),
          new Broken(ConnectionClosedException.class, CUT),
          new Broken(MalformedChunkCodingException.class, CUT));

  private final Clock clock;

  public FailureClassifier(Clock clock) {
    this.clock = clock;
  }

  public ModelCallException classify(Provider provider, Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ModelCallException known) {
        return known;
      }
      if (cause instanceof OfflineCannotException) {
        return ModelCallException.of(
            FailureKind.NO_SOURCE_SENTENCE, String.valueOf(cause.getMessage()), thrown);
      }
      if (cause instanceof HttpException status) {
        return HttpStatusClassifier.of(provider, status, clock.instant());
      }
      if (cause instanceof InterruptedException) {
        return ModelCallException.of(FailureKind.STOPPED, "The call was told to stop", thrown);
      }
      if (cause instanceof ContentFilteredException) {
        String what = ErrorText.excerpt(provider, String.valueOf(cause.getMessage()));
        return failed(
            FailureKind.CONTENT_FILTERED, provider, "withheld the reply: " + what, thrown);
      }
      if (cause instanceof NotAReplyException) {
        String what = ErrorText.excerpt(provider, String.valueOf(cause.getMessage()));
        return failed(FailureKind.SERVER_ERROR, provider, what, thrown);
      }
      if (cause instanceof JsonProcessingException) {
        break; // an IOException too, but nothing is wrong with the connection
      }
      if (cause instanceof UnresolvedAddressException) {
        return failed(
            FailureKind.CONNECTION, provider, NOT_FOUND.formatted(provider.url()), thrown);
      }
      if (cause instanceof IOException io) {
        return ofConnection(provider, io, thrown);
      }
    }
    return failed(
        FailureKind.SERVER_ERROR,
        provider,
        "sent a reply that cannot be read as one of the protocol '" + provider.provider() + "'",
        thrown);
  }

  private static ModelCallException ofConnection(
      Provider provider, IOException e, Throwable thrown) {
    if (e instanceof IdleTimeoutException) {
      String silence = "sent no token for " + provider.idle().toSeconds() + " s, and no end";
      return failed(FailureKind.TIMEOUT, provider, silence, thrown);
    }
    if (e instanceof TimedOutException) {
      String late = "gave no complete reply within " + provider.timeout().toSeconds() + " s";
      return failed(FailureKind.TIMEOUT, provider, late, thrown);
    }
    if (e instanceof MalformedURLException) {
      String what = "The address of " + provider + " and its model make no URL: " + e.getMessage();
      return ModelCallException.of(FailureKind.UNSUPPORTED, what, thrown);
    }
    RefusedAddressException refused = cause(e, RefusedAddressException.class);
    return refused != null
        ? ModelCallException.of(
            FailureKind.UNSUPPORTED,
            "The address of " + provider + " is refused: " + refused.getMessage() + ".",
            thrown)
        : failed(FailureKind.CONNECTION, provider, connection(provider, e), thrown);
  }

  private static String connection(Provider provider, IOException e) {
    ProxyException proxy = cause(e, ProxyException.class);
    if (proxy != null) {
      return "cannot be reached at " + provider.url() + ": " + proxy.getMessage();
    }
    SSLException tls = cause(e, SSLException.class);
    if (tls != null) {
      String why = String.valueOf(tls.getMessage());
      return "cannot be spoken to over TLS at "
          + provider.url()
          + ": "
          + ErrorText.excerpt(provider, why)
          + (why.contains("SSL message") ? " (is it http and not https?)" : "");
    }
    return BROKEN.stream()
        .filter(known -> cause(e, known.type()) != null)
        .findFirst()
        .map(known -> known.words().formatted(provider.url()))
        .orElseGet(
            () ->
                "lost the connection: "
                    + ErrorText.excerpt(provider, String.valueOf(e.getMessage())));
  }

  private static <E extends Throwable> @Nullable E cause(Throwable thrown, Class<E> type) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
    }
    return null;
  }

  static ModelCallException failed(
      FailureKind failureKind, Provider provider, String what, @Nullable Throwable cause) {
    return ModelCallException.of(failureKind, ErrorText.sentence(provider, what), cause);
  }
}
