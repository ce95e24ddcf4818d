package dev.quern.api.contract;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quern.api.problem.Problem;
import dev.quern.api.problem.ProblemValve;
import dev.quern.api.problem.Problems;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets only so many requests of each kind that lasts be under way: each holds a thread for as long
 * as its client sends or reads, and a thousand that do so slowly would hold them all.
 */
@Component
@Order(Ordered.LOWEST_PRECEDENCE - 10) // behind those who may, before bodies are read
class RequestBounds extends OncePerRequestFilter {

  private static final List<String> SENT_LONG =
      List.of("/export", "/export/push", "/text", "/content");
  private static final String SECONDS = "5";

  private final Bound uploads;
  private final Bound downloads;
  private final Bound bodies;
  private final ObjectMapper json;

  private record Bound(String name, String setting, int max, Semaphore places) {
    Bound(String name, String setting, int max) {
      this(name, setting, max, new Semaphore(max));
    }
  }

  RequestBounds(RequestSettings settings, ObjectMapper json) {
    this.uploads = new Bound("uploads", "max-uploads", settings.maxUploads());
    this.downloads = new Bound("downloads", "max-downloads", settings.maxDownloads());
    this.bodies = new Bound("requests with a body", "max-bodies", settings.maxBodies());
    this.json = json;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    Bound bound = bound(request);
    if (bound == null) {
      chain.doFilter(request, response);
    } else if (!bound.places().tryAcquire()) {
      request.setAttribute(ProblemValve.HANG_UP, true);
      refuse(response, bound);
    } else {
      boolean ended = true;
      try {
        chain.doFilter(request, response);
        if (request.isAsyncStarted()) {
          request.getAsyncContext().addListener(new AtTheEnd(bound.places()));
          ended = false;
        }
      } finally {
        if (ended) {
          bound.places().release();
        }
      }
    }
  }

  private @Nullable Bound bound(HttpServletRequest request) {
    String type = request.getContentType();
    String path = request.getRequestURI();
    if (type != null && type.regionMatches(true, 0, "multipart/", 0, 10)
        || path.endsWith("/datasets/import")) {
      return uploads;
    }
    if (path.startsWith("/api/") && SENT_LONG.stream().anyMatch(path::endsWith)) {
      return downloads;
    }
    boolean hasBody =
        request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    return hasBody ? bodies : null;
  }

  private void refuse(HttpServletResponse response, Bound bound) throws IOException {
    String detail =
        "%d %s are under way, which is the most (quern.requests.%s); try again in a while."
            .formatted(bound.max(), bound.name(), bound.setting());
    Problem problem = Problems.of(429, detail, List.of());
    response.setStatus(problem.status());
    response.setHeader("Retry-After", SECONDS);
    response.setHeader("Connection", "close"); // the body is not waited for
    response.setContentType(Problem.MEDIA_TYPE);
    response.getOutputStream().write(json.writeValueAsBytes(problem));
  }

  /** What a route serves ends on another thread. */
  private record AtTheEnd(Semaphore places) implements AsyncListener {

    @Override
    public void onComplete(AsyncEvent event) {
      places.release();
    }

    @Override
    public void onTimeout(AsyncEvent event) {
      // completed next
    }

    @Override
    public void onError(AsyncEvent event) {
      // completed next
    }

    @Override
    public void onStartAsync(AsyncEvent event) {
      event.getAsyncContext().addListener(this);
    }
  }
}
