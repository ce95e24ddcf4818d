package dev.quern.api.problem;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.quern.llm.failure.BusyProviderException;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.apache.camel.util.ObjectHelper;
import org.springframework.stereotype.Component;

/** Answers a REST request whose route threw: the exception as a problem. */
@Component("problemReply")
public class ProblemReply implements Processor {

  private final Problems problems;
  private final ObjectMapper json;

  ProblemReply(Problems problems, ObjectMapper json) {
    this.problems = problems;
    this.json = json;
  }

  @Override
  public void process(Exchange exchange) throws Exception {
    Throwable thrown = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Throwable.class);
    Problem problem = problems.of(thrown);
    Message message = exchange.getMessage();
    message.removeHeaders("*");
    message.setHeader(Exchange.HTTP_RESPONSE_CODE, problem.status());
    var busy = ObjectHelper.getException(BusyProviderException.class, thrown);
    if (busy != null) {
      message.setHeader("Retry-After", busy.retryAfterSeconds());
    }
    message.setHeader(Exchange.CONTENT_TYPE, Problem.MEDIA_TYPE);
    message.setBody(json.writeValueAsString(problem));
  }
}
