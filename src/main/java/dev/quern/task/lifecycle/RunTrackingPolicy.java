package dev.quern.task.lifecycle;

import dev.quern.task.run.Run;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;
import org.springframework.stereotype.Component;

/**
 * Stands on every task route and sees each run that goes through it, for traces. It only observes:
 * a run begins and ends in the database in beans ({@link RunLifecycle}), since Camel swallows what
 * a policy throws.
 */
@Component("taskRunPolicy")
public class RunTrackingPolicy extends RoutePolicySupport {

  private final TaskTraces traces;

  RunTrackingPolicy(TaskTraces traces) {
    this.traces = traces;
  }

  @Override
  public void onExchangeBegin(Route route, Exchange exchange) {
    Run run = exchange.getProperty("run", Run.class);
    if (run != null) {
      traces.begin(run);
    }
  }

  @Override
  public void onExchangeDone(Route route, Exchange exchange) {
    Run run = exchange.getProperty("run", Run.class);
    if (run != null) {
      traces.end(run);
    }
  }
}
