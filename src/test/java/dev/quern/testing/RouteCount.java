package dev.quern.testing;

import java.util.concurrent.atomic.LongAdder;
import org.apache.camel.AsyncCallback;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Processor;
import org.apache.camel.Route;
import org.apache.camel.spi.InterceptStrategy;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.apache.camel.support.processor.DelegateAsyncProcessor;

/** Counts what a Camel context does: routes that are entered, and steps. */
public final class RouteCount implements InterceptStrategy, RoutePolicyFactory {

  private final LongAdder routes = new LongAdder();
  private final LongAdder steps = new LongAdder();

  /** Forgets what was counted. */
  public void reset() {
    routes.reset();
    steps.reset();
  }

  public long routes() {
    return routes.sum();
  }

  public long steps() {
    return steps.sum();
  }

  @Override
  public RoutePolicy createRoutePolicy(CamelContext camel, String routeId, NamedNode route) {
    return new RoutePolicySupport() {
      @Override
      public void onExchangeBegin(Route entered, Exchange exchange) {
        routes.increment();
      }
    };
  }

  @Override
  public Processor wrapProcessorInInterceptors(
      CamelContext camel, NamedNode definition, Processor target, Processor next) {
    return new DelegateAsyncProcessor(target) {
      @Override
      public boolean process(Exchange exchange, AsyncCallback callback) {
        steps.increment();
        return super.process(exchange, callback);
      }
    };
  }
}
