package dev.quern.page;

import dev.quern.api.problem.Problem;
import dev.quern.api.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetAddress;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;

/** The attributes of every view, and the view of errors. */
@ControllerAdvice(basePackages = {"dev.quern.page", "dev.quern.ops"})
@Order(Ordered.HIGHEST_PRECEDENCE)
class EveryView {

  private final Problems problems;
  private final boolean loopback;

  EveryView(Problems problems, @Value("${server.address:127.0.0.1}") InetAddress address) {
    this.problems = problems;
    this.loopback = address.isLoopbackAddress();
  }

  /** Whether the user may change anything. */
  @ModelAttribute("mayChange")
  boolean mayChange(HttpServletRequest request) {
    return !request.isUserInRole("READER");
  }

  /** Whether there is a login, and so a way to sign out; not on loopback. */
  @ModelAttribute("signedIn")
  boolean signedIn() {
    return !loopback;
  }

  @ModelAttribute("path")
  String path(HttpServletRequest request) {
    return request.getRequestURI();
  }

  /**
   * The path with its query: where a choice of language leads back to. After a form, it is where
   * the form was, because its own path may have no view.
   */
  @ModelAttribute("here")
  String here(HttpServletRequest request) {
    String from = request.getHeader(HttpHeaders.REFERER);
    if (!request.getMethod().equals("GET") && from != null) {
      return from.replaceFirst("^[a-z]+://[^/]*", "");
    }
    String query = request.getQueryString();
    return query == null ? request.getRequestURI() : request.getRequestURI() + "?" + query;
  }

  /** Reads the token early, so that its cookie is set before the view is sent. */
  @ModelAttribute("formToken")
  String formToken(HttpServletRequest request) {
    Object token = request.getAttribute(CsrfToken.class.getName());
    return token instanceof CsrfToken csrf ? csrf.getToken() : "";
  }

  /** The view of an error, with the status that REST would answer; scripts get its problem. */
  @ExceptionHandler
  Object problem(Throwable thrown, HttpServletRequest request, HttpServletResponse response)
      throws Throwable {
    if (response.isCommitted()) {
      throw thrown;
    }
    Problem problem = problems.of(thrown);
    return accepts(request, Problem.MEDIA_TYPE)
        ? ResponseEntity.status(problem.status())
            .contentType(MediaType.parseMediaType(Problem.MEDIA_TYPE))
            .body(problem)
        : view(problem, request, response);
  }

  /** Whether the client names that type among those that it takes. */
  static boolean accepts(HttpServletRequest request, String type) {
    String accepted = request.getHeader(HttpHeaders.ACCEPT);
    return accepted != null && accepted.contains(type);
  }

  /** The view of a problem. */
  ModelAndView view(Problem problem, HttpServletRequest request, HttpServletResponse response) {
    response.setStatus(problem.status());
    ModelAndView view = new ModelAndView("problem");
    view.addObject("problem", problem);
    view.addObject("mayChange", mayChange(request));
    view.addObject("signedIn", signedIn());
    view.addObject("path", request.getRequestURI());
    view.addObject("here", here(request));
    view.addObject("formToken", formToken(request));
    return view;
  }
}
