package dev.quern.api.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.core.StandardHost;
import org.apache.catalina.valves.ErrorReportValve;
import org.apache.coyote.ActionCode;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Answers a request that Tomcat refuses before any filter with a problem, such as one whose path
 * holds {@code %00} or {@code %ff}: its own page is HTML.
 */
public final class ProblemValve extends ErrorReportValve {

  /**
   * The attribute of a request whose body is not waited for: its thread is free at once, and its
   * connection ends.
   */
  public static final String HANG_UP = "quern.hang-up";

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public void invoke(Request request, Response response) throws IOException, ServletException {
    super.invoke(request, response);
    if (request.getAttribute(HANG_UP) != null) {
      request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
    }
  }

  @Override
  protected void report(Request request, Response response, Throwable thrown) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    String detail =
        status == 400
            ? "The request cannot be read: its path, its headers or its encoding are malformed."
            : "";
    try {
      byte[] body = body(status, detail);
      response.setContentType(Problem.MEDIA_TYPE);
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
      response.finishResponse();
    } catch (IOException | IllegalStateException e) {
      // nobody is there to be told
    }
  }

  private static byte[] body(int status, String detail) throws JsonProcessingException {
    return JSON.writeValueAsString(Problems.of(status, detail, List.of()))
        .getBytes(StandardCharsets.UTF_8);
  }

  /** Replaces Tomcat's own valve. */
  @Component
  static class InTomcat implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    @Override
    public void customize(TomcatServletWebServerFactory tomcat) {
      tomcat.addContextCustomizers(
          context -> {
            if (context.getParent() instanceof StandardHost host) {
              host.setErrorReportValveClass(ProblemValve.class.getName());
            }
          });
    }
  }
}
