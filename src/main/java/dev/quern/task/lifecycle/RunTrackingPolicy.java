package dev.quern.task.lifecycle;

import dev.quern.task.run.Run;
import dev.quern.task.run.RunningTasks;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;
import org.springframework.stereotype.Component;

/**
 * Stands on every task route and knows what is in flight there: cancel, pause and the end of the
 * process reach a run through it, until that is closed. It only observes. A run begins and ends in
 * the database in beans ({@link RunLifecycle}), since Camel swallows what a policy throws.
 */
@Component("taskRunPolicy")
public class RunTrackingPolicy extends RoutePolicySupport {

  private final RunningTasks running;
  private final TaskTraces traces;

  RunTrackingPolicy(RunningTasks running, TaskTraces traces) {
    this.running = running;
    this.traces = traces;
  }

  @Override
  public void onExchangeBegin(Route route, Exchange exchange) {
    Run run = exchange.getProperty("run", Run.class);
    if (run != null) {
      running.add(run);
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
