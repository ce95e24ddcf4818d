package dev.quern.llm.failure;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.langchain4j.exception.HttpException;
import dev.quern.llm.http.IdleTimeoutException;
import dev.quern.llm.http.NotAReplyException;
import dev.quern.llm.offline.OfflineCannotException;
import dev.quern.llm.provider.Provider;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Finds the class of a failed model call, and a message for it. */
public final class FailureClassifier {

  private FailureClassifier() {}

  public static ModelCallException of(Provider provider, Throwable thrown) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (cause instanceof ModelCallException known) {
        return known;
      }
      if (cause instanceof OfflineCannotException) {
        return ModelCallException.of(
            FailureKind.NO_SOURCE_SENTENCE, String.valueOf(cause.getMessage()), thrown);
      }
      if (cause instanceof HttpException status) {
        return HttpStatusClassifier.of(provider, status);
      }
      if (cause instanceof InterruptedException) {
        return ModelCallException.of(FailureKind.STOPPED, "The call was told to stop", thrown);
      }
      if (cause instanceof NotAReplyException) {
        String what = ErrorText.excerpt(provider, String.valueOf(cause.getMessage()));
        return failed(FailureKind.SERVER_ERROR, provider, what, thrown);
      }
      if (cause instanceof JsonProcessingException) {
        break; // an IOException too, but nothing is wrong with the connection
      }
      if (cause instanceof UnresolvedAddressException) {
        return failed(FailureKind.CONNECTION, provider, notFound(provider), thrown);
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
    if (e instanceof HttpTimeoutException && !(e instanceof HttpConnectTimeoutException)) {
      String late = "gave no complete reply within " + provider.timeout().toSeconds() + " s";
      return failed(FailureKind.TIMEOUT, provider, late, thrown);
    }
    return failed(FailureKind.CONNECTION, provider, connection(provider, e), thrown);
  }

  private static String connection(Provider provider, IOException e) {
    String message = String.valueOf(e.getMessage());
    if (has(e, UnresolvedAddressException.class) || has(e, UnknownHostException.class)) {
      return notFound(provider);
    }
    if (e instanceof HttpConnectTimeoutException) {
      return "cannot be reached: " + provider.url() + " took no connection within 10 s";
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
    if (has(e, ConnectException.class)) {
      return "cannot be reached: nothing takes connections at " + provider.url();
    }
    if (has(e, ProtocolException.class) || message.contains("nvalid status line")) {
      return "does not speak HTTP at " + provider.url();
    }
    if (message.contains("received no bytes")) {
      return "closed the connection before it answered";
    }
    if (has(e, EOFException.class) || message.contains("bytes received")) {
      return "closed the connection before its reply was whole";
    }
    return "lost the connection: " + ErrorText.excerpt(provider, message);
  }

  private static String notFound(Provider provider) {
    return "cannot be found: there is no host of the name in " + provider.url();
  }

  private static boolean has(Throwable thrown, Class<? extends Throwable> type) {
    return cause(thrown, type) != null;
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
      FailureKind callClass, Provider provider, String what, @Nullable Throwable cause) {
    return ModelCallException.of(callClass, ErrorText.sentence(provider, what), cause);
  }
}
