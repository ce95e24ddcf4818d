package dev.quern.notify;

import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Tells the route {@code notify} that something may be due. It never blocks, because the route also
 * has a timer.
 */
@Component("notifyWakeUp")
class DeliveryTrigger {

  private static final Logger log = LoggerFactory.getLogger(DeliveryTrigger.class);
  private static final String ADDRESS = "seda:notify?size=8&discardWhenFull=true";

  private final ObjectProvider<ProducerTemplate> camel;

  DeliveryTrigger(ObjectProvider<ProducerTemplate> camel) {
    this.camel = camel;
  }

  void now() {
    try {
      camel.getObject().sendBody(ADDRESS, "due");
    } catch (RuntimeException e) {
      log.debug("Camel does not run; the timer or the next start looks", e);
    }
  }
}
