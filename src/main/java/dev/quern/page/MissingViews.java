package dev.quern.page;

import dev.quern.api.problem.Problem;
import dev.quern.api.problem.Problems;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * Shows users that a view does not exist, or only takes what a form sends; programs get the problem
 * of REST.
 */
@ControllerAdvice
@Order(Ordered.HIGHEST_PRECEDENCE)
class MissingViews {

  private final EveryView views;
  private final Problems problems;

  MissingViews(EveryView views, Problems problems) {
    this.views = views;
    this.problems = problems;
  }

  @ExceptionHandler({NoResourceFoundException.class, HttpRequestMethodNotSupportedException.class})
  Object missing(
      ServletException thrown, HttpServletRequest request, HttpServletResponse response) {
    ErrorResponse error = (ErrorResponse) thrown;
    if (EveryView.accepts(request, MediaType.TEXT_HTML_VALUE)) {
      error.getHeaders().forEach((name, values) -> response.setHeader(name, values.get(0)));
      int status = error.getStatusCode().value();
      return views.view(problems.of(status, "There is no view at this path."), request, response);
    }
    Problem problem = problems.of(thrown);
    return ResponseEntity.status(problem.status())
        .headers(error.getHeaders())
        .contentType(MediaType.parseMediaType(Problem.MEDIA_TYPE))
        .body(problem);
  }
}
