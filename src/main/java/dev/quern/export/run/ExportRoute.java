package dev.quern.export.run;

import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.springframework.stereotype.Component;

/** Runs exports and imports through their routes. */
@Component
public class ExportRoute {

  private final ProducerTemplate camel;

  ExportRoute(ProducerTemplate camel) {
    this.camel = camel;
  }

  /**
   * Returns when the route has completed.
   *
   * @throws RuntimeException the exception of a step
   */
  public void run(String route, Object work) {
    Exchange done = camel.send(route, exchange -> exchange.getIn().setBody(work));
    Throwable failure = done.getException();
    while (failure instanceof org.apache.camel.CamelExecutionException
        && failure.getCause() != null) {
      failure = failure.getCause();
    }
    if (failure instanceof java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure != null) {
      throw new IllegalStateException(failure);
    }
  }
}
