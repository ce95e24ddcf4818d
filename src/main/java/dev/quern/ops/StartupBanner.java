package dev.quern.ops;

import dev.quern.home.Home;
import java.net.InetAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** Logs at start where to find REST, the console and the folders. */
@Component
class StartupBanner {

  private static final Logger log = LoggerFactory.getLogger(StartupBanner.class);

  private final ServletWebServerApplicationContext web;
  private final Home home;
  private final InetAddress address;

  StartupBanner(
      ServletWebServerApplicationContext web,
      Home home,
      @Value("${server.address:127.0.0.1}") InetAddress address) {
    this.web = web;
    this.home = home;
    this.address = address;
  }

  @EventListener(ApplicationReadyEvent.class)
  @Order(0)
  void sayWhereThingsAre() {
    String url = "http://" + address.getHostAddress() + ":" + web.getWebServer().getPort();
    log.info("Quern is ready. REST: {}/api, console: {}/actuator/hawtio", url, url);
    log.info("Drop documents into {}/PROJECT, find datasets in {}", home.inbox(), home.outbox());
  }
}
