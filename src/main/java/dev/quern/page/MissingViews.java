package dev.quern.page;

import dev.quern.api.problem.Problem;
import dev.quern.api.problem.Problems;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Shows users that a view does not exist; programs get the problem of REST. */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class MissingViews {

  private final EveryView views;
  private final Problems problems;

  MissingViews(EveryView views, Problems problems) {
    this.views = views;
    this.problems = problems;
  }

  @ExceptionHandler
  Object missing(
      NoResourceFoundException thrown, HttpServletRequest request, HttpServletResponse response) {
    String accepted = request.getHeader(HttpHeaders.ACCEPT);
    if (accepted != null && accepted.contains(MediaType.TEXT_HTML_VALUE)) {
      return views.view(problems.of(404, "There is no view at this path."), request, response);
    }
    Problem problem = problems.of(thrown);
    return ResponseEntity.status(problem.status())
        .contentType(MediaType.parseMediaType(Problem.MEDIA_TYPE))
        .body(problem);
  }
}
