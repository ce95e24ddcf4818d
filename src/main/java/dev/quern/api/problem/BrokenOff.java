package dev.quern.api.problem;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletRequest;
import java.io.IOException;
import java.net.SocketTimeoutException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Requests whose body did not come to its end. The server keeps the reason with the request. */
final class BrokenOff {

  private BrokenOff() {}

  /** Whether the server could not read on. */
  static boolean is(ServletRequest request) {
    return reason(request) instanceof IOException;
  }

  /** What to answer such a request. */
  static Problem problem(ServletRequest request) {
    return reason(request) instanceof SocketTimeoutException
        ? Problems.of(408, "The body came too slowly: nothing of it for 20 s.", List.of())
        : Problems.of(400, "The request was broken off before its end.", List.of());
  }

  private static @Nullable Object reason(ServletRequest request) {
    return request.getAttribute(RequestDispatcher.ERROR_EXCEPTION);
  }
}
