package dev.quern.ops.monitoring;

import dev.quern.DaemonThreads;
import dev.quern.home.Home;
import dev.quern.meter.QuernMeter;
import dev.quern.pipeline.intake.SettledFiles;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.component.file.GenericFileEndpoint;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.util.AntPathMatcher;

/**
 * The files that wait to be read on this node. Those in the inbox are counted now and then: the
 * route {@code folder} says which names it leaves alone, {@link SettledFiles} which files, and each
 * that it has accepted or refused goes out of the way. Those of uploads are what is at work in the
 * route {@code read-upload}.
 *
 * <p>It must not ask for the {@link CamelContext}: Camel looks for the factories of policies while
 * its context is made, and a bean that waits for the context is silently left out.
 */
@Component
class IntakeMeters extends RoutePolicySupport implements RoutePolicyFactory, DisposableBean {

  private static final Logger log = LoggerFactory.getLogger(IntakeMeters.class);
  private static final String FOLDER = "folder";
  private static final String UPLOAD = "read-upload";

  private final Home home;
  private final MeterSettings settings;
  private final SettledFiles files;
  private final ScheduledExecutorService timer = DaemonThreads.timer("intake-meters");
  private final AtomicInteger uploads = new AtomicInteger();
  private volatile @Nullable Route folder;
  private volatile long dropped;
  private volatile long moved = System.nanoTime();

  IntakeMeters(Home home, MeterSettings settings, MeterRegistry registry, SettledFiles files) {
    this.home = home;
    this.files = files;
    this.settings = settings;
    QuernMeter.INTAKE_WAITING.gauge(registry, this, meters -> meters.dropped, "dropped");
    QuernMeter.INTAKE_WAITING.gauge(registry, this, meters -> meters.uploads.get(), "uploaded");
    QuernMeter.INTAKE_STUCK.gauge(registry, this, IntakeMeters::secondsStuck);
  }

  private double secondsStuck() {
    return dropped == 0 ? 0 : (System.nanoTime() - moved) / 1e9;
  }

  @Override
  public @Nullable RoutePolicy createRoutePolicy(
      CamelContext context, String routeId, NamedNode route) {
    return routeId.equals(FOLDER) || routeId.equals(UPLOAD) ? this : null;
  }

  @Override
  public void onInit(Route route) {
    if (route.getRouteId().equals(FOLDER)) {
      folder = route;
    }
  }

  @Override
  public void onExchangeBegin(Route route, Exchange exchange) {
    if (route.getRouteId().equals(UPLOAD)) {
      uploads.incrementAndGet();
    }
  }

  @Override
  public void onExchangeDone(Route route, Exchange exchange) {
    if (route.getRouteId().equals(UPLOAD)) {
      uploads.decrementAndGet();
    } else if (exchange.getException() == null) {
      moved = System.nanoTime(); // a file that stays for another try ends with its exception
    }
  }

  @EventListener(ApplicationReadyEvent.class)
  void look() {
    timer.scheduleWithFixedDelay(
        this::lookAndGoOn, 0, settings.every().toMillis(), TimeUnit.MILLISECONDS);
  }

  private void lookAndGoOn() {
    try {
      long now = count(home.inbox(), leftAlone(), 1);
      if (now == 0 || dropped == 0) {
        moved = System.nanoTime();
      }
      dropped = now;
    } catch (IOException | RuntimeException e) {
      log.debug("The files of the inbox cannot be counted", e);
    }
  }

  /** The patterns of names that the route leaves alone, in lower case. */
  private String[] leftAlone() {
    Route route = folder;
    String patterns =
        route != null && route.getEndpoint() instanceof GenericFileEndpoint<?> files
            ? files.getAntExclude()
            : null;
    return patterns == null ? new String[0] : patterns.toLowerCase(Locale.ROOT).split(",");
  }

  private long count(Path folder, String[] leftAlone, int deeper) throws IOException {
    AntPathMatcher matcher = new AntPathMatcher();
    long number = 0;
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
      for (Path entry : entries) {
        String name = String.valueOf(entry.getFileName()).toLowerCase(Locale.ROOT);
        if (name.startsWith(".") || Stream.of(leftAlone).anyMatch(p -> matcher.match(p, name))) {
          continue;
        }
        if (files.willBeAccepted(entry)) {
          number++;
        } else if (deeper > 0 && Files.isDirectory(entry, LinkOption.NOFOLLOW_LINKS)) {
          number += count(entry, leftAlone, deeper - 1);
        }
      }
    } catch (NoSuchFileException | AccessDeniedException e) {
      return number; // deleted meanwhile, or a folder from which nothing can be taken
    }
    return number;
  }

  @Override
  public void destroy() {
    timer.shutdownNow();
  }
}
