package dev.quern.api.problem;

import dev.quern.error.InvalidRequestException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.context.request.async.AsyncRequestTimeoutException;

/** Answers every exception of an MVC handler with its problem. */
@RestControllerAdvice
public class ProblemAdvice {

  private final Problems problems;

  ProblemAdvice(Problems problems) {
    this.problems = problems;
  }

  @ExceptionHandler
  @Nullable ResponseEntity<Problem> answer(
      Throwable thrown, HttpServletRequest request, HttpServletResponse response) throws Throwable {
    if (BrokenOff.is(request) || hungUp(thrown)) {
      return null; // of a body that was broken off the server tells its error page itself
    }
    if (response.isCommitted()) {
      throw thrown; // the server then breaks off the connection: half a file must not look whole
    }
    response.reset();
    var problem = problems.of(blame(thrown));
    return ResponseEntity.status(problem.status())
        .headers(headers(thrown))
        .contentType(MediaType.parseMediaType(Problem.MEDIA_TYPE))
        .body(problem);
  }

  private static Throwable blame(Throwable thrown) {
    return thrown instanceof HttpMessageNotReadableException && thrown.getCause() == null
        ? InvalidRequestException.of("This needs a JSON body.")
        : thrown;
  }

  private static HttpHeaders headers(Throwable thrown) {
    return thrown instanceof ErrorResponse response ? response.getHeaders() : HttpHeaders.EMPTY;
  }

  /**
   * Whether the client has closed the connection, or an event stream has timed out, so that no
   * answer is possible.
   */
  private static boolean hungUp(Throwable thrown) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      var name = t.getClass().getSimpleName();
      if (t instanceof AsyncRequestNotUsableException
          || t instanceof AsyncRequestTimeoutException
          || t instanceof IOException && name.equals("ClientAbortException")) {
        return true;
      }
    }
    return false;
  }
}
