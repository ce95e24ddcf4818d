package dev.quern.api.problem;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Adds a body to errors without one: Camel answers unknown paths below its own with only a status.
 */
@Component
class BodylessErrorFilter extends OncePerRequestFilter {

  private final Problems problems;
  private final ObjectMapper json;

  BodylessErrorFilter(Problems problems, ObjectMapper json) {
    this.problems = problems;
    this.json = json;
  }

  /** Also filters asynchronous dispatches, because Camel's routes answer on another thread. */
  @Override
  protected boolean shouldNotFilterAsyncDispatch() {
    return false;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !request.getRequestURI().startsWith("/api/");
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    chain.doFilter(request, response);
    if (!isAsyncStarted(request)
        && response.getStatus() >= 400
        && response.getContentType() == null
        && !response.isCommitted()) {
      Problem problem =
          problems.of(
              response.getStatus(), "There is no " + request.getMethod() + " of this path.");
      response.setContentType(Problem.MEDIA_TYPE);
      response.getOutputStream().write(json.writeValueAsBytes(problem));
    }
  }
}
