package dev.quern.ops;

import java.util.List;
import org.apache.camel.CamelContext;
import org.apache.camel.Route;
import org.apache.camel.ServiceStatus;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.stereotype.Component;

/** UP when every route is started. */
@Component
class RoutesHealth implements HealthIndicator {

  private final CamelContext camel;

  RoutesHealth(CamelContext camel) {
    this.camel = camel;
  }

  @Override
  public Health health() {
    List<String> stopped =
        camel.getRoutes().stream()
            .map(Route::getRouteId)
            .filter(id -> camel.getRouteController().getRouteStatus(id) != ServiceStatus.Started)
            .toList();
    boolean up = camel.isStarted() && stopped.isEmpty();
    return (up ? Health.up() : Health.down())
        .withDetail("routes", camel.getRoutesSize())
        .withDetail("stopped", stopped)
        .build();
  }
}
