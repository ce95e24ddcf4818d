package dev.quern.task.lifecycle;

import dev.quern.task.run.Run;
import dev.quern.task.run.RunningTasks;
import org.apache.camel.Exchange;
import org.apache.camel.Route;
import org.apache.camel.support.RoutePolicySupport;
import org.springframework.stereotype.Component;

/**
 * Route policy of every task route. It registers the run, so that cancel, pause and shutdown reach
 * it until it is closed. It only observes: runs begin and end in beans ({@link RunLifecycle}),
 * because Camel swallows exceptions of a policy.
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
