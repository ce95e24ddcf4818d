package dev.quern.ops.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * What of a request is refused before anything looks at it: paths that could be read in two ways,
 * methods that nothing has, headers with control characters. Parameters may have any name: one that
 * nobody knows is ignored.
 */
@Configuration(proxyBeanMethods = false)
class Firewall {

  private static final List<String> METHODS =
      List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");

  @Bean
  StrictHttpFirewall httpFirewall() {
    StrictHttpFirewall firewall = new StrictHttpFirewall();
    firewall.setAllowedHttpMethods(METHODS);
    firewall.setAllowedParameterNames(name -> true);
    return firewall;
  }

  /** Written here, not sent as an error: the page of errors is behind the same firewall. */
  @Bean
  RequestRejectedHandler rejectedRequests() {
    return (request, response, rejected) -> {
      if (!METHODS.contains(request.getMethod())) {
        response.setHeader("Allow", String.join(", ", METHODS));
        ForbiddenResponse.answer(
            response,
            405,
            "Method Not Allowed",
            "Nothing here has the method " + request.getMethod() + ".");
      } else {
        ForbiddenResponse.answer(
            response,
            400,
            "Bad Request",
            "The request cannot be read: its path, its headers or its encoding are malformed.");
      }
    };
  }

  /**
   * Looks at every header at once. The firewall looks at one when it is asked for, and the routes
   * ask on a thread of their own, where a refusal would be the server's fault.
   */
  static final class Headers extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(
        HttpServletRequest request, HttpServletResponse response, FilterChain chain)
        throws ServletException, IOException {
      for (String name : Collections.list(request.getHeaderNames())) {
        Collections.list(request.getHeaders(name));
      }
      chain.doFilter(request, response);
    }
  }
}
