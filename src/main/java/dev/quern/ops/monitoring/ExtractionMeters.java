package dev.quern.ops.monitoring;

import dev.quern.document.SourceDocument;
import dev.quern.document.UnreadableFileException;
import dev.quern.meter.QuernMeter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.NamedNode;
import org.apache.camel.Route;
import org.apache.camel.spi.RoutePolicy;
import org.apache.camel.spi.RoutePolicyFactory;
import org.apache.camel.support.RoutePolicySupport;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Route policy of {@code extract-text} that measures the time of each document. The format is the
 * extension of the file name, because an unreadable file has no other.
 */
@Component
class ExtractionMeters extends RoutePolicySupport implements RoutePolicyFactory {

  /** The formats with a metric of their own; the rest is "other". */
  private static final Set<String> FORMATS =
      Set.of(
          ("md markdown txt text log csv tsv html htm xml json pdf docx doc odt rtf epub pptx ppt"
                  + " odp xlsx xls ods eml msg mbox ipynb")
              .split(" "));

  private static final String BEGUN = "extractionBegun";
  private static final String FORMAT = "extractionFormat";

  private final MeterRegistry registry;

  ExtractionMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public @Nullable RoutePolicy createRoutePolicy(
      CamelContext context, String routeId, NamedNode route) {
    return routeId.equals("extract-text") ? this : null;
  }

  @Override
  public void onExchangeBegin(Route route, Exchange exchange) {
    SourceDocument document = exchange.getMessage().getBody(SourceDocument.class);
    exchange.setProperty(BEGUN, System.nanoTime());
    exchange.setProperty(FORMAT, document == null ? "other" : format(document.fileName()));
  }

  @Override
  public void onExchangeDone(Route route, Exchange exchange) {
    Long begun = exchange.getProperty(BEGUN, Long.class);
    if (begun != null) {
      QuernMeter.EXTRACTION
          .timer(registry, exchange.getProperty(FORMAT, String.class), outcome(exchange))
          .record(System.nanoTime() - begun, TimeUnit.NANOSECONDS);
    }
  }

  private static String outcome(Exchange exchange) {
    Exception failure = exchange.getException();
    if (failure == null) {
      failure = exchange.getProperty(Exchange.EXCEPTION_CAUGHT, Exception.class);
    }
    return failure == null
        ? "read"
        : failure instanceof UnreadableFileException ? "unreadable" : "error";
  }

  static String format(String fileName) {
    String ending = fileName.substring(fileName.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    return FORMATS.contains(ending) ? ending : "other";
  }
}
