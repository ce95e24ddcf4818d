package dev.quern.page;

import dev.quern.api.problem.Problem;
import dev.quern.api.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.InetAddress;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.servlet.ModelAndView;

/** What every view knows, and the view of what went wrong. */
@ControllerAdvice(basePackages = {"dev.quern.page", "dev.quern.ops"})
@Order(Ordered.HIGHEST_PRECEDENCE)
class EveryView {

  private final Problems problems;
  private final boolean loopback;

  EveryView(Problems problems, @Value("${server.address:127.0.0.1}") InetAddress address) {
    this.problems = problems;
    this.loopback = address.isLoopbackAddress();
  }

  /** Whether the reader may change anything. */
  @ModelAttribute("mayChange")
  boolean mayChange(HttpServletRequest request) {
    return !request.isUserInRole("READER");
  }

  /** Whether there is somebody to sign out. */
  @ModelAttribute("signedIn")
  boolean signedIn() {
    return !loopback;
  }

  @ModelAttribute("path")
  String path(HttpServletRequest request) {
    return request.getRequestURI();
  }

  /** Read at once, so that its cookie is set before the first bytes of the view go out. */
  @ModelAttribute("formToken")
  String formToken(HttpServletRequest request) {
    Object token = request.getAttribute(CsrfToken.class.getName());
    return token instanceof CsrfToken csrf ? csrf.getToken() : "";
  }

  /** What went wrong, in words, with the status that REST would answer. */
  @ExceptionHandler
  ModelAndView problem(Throwable thrown, HttpServletRequest request, HttpServletResponse response)
      throws Throwable {
    if (response.isCommitted()) {
      throw thrown;
    }
    return view(problems.of(thrown), request, response);
  }

  /** The view of a problem. */
  ModelAndView view(Problem problem, HttpServletRequest request, HttpServletResponse response) {
    response.setStatus(problem.status());
    ModelAndView view = new ModelAndView("problem");
    view.addObject("problem", problem);
    view.addObject("mayChange", mayChange(request));
    view.addObject("signedIn", signedIn());
    view.addObject("path", request.getRequestURI());
    view.addObject("formToken", formToken(request));
    return view;
  }
}
