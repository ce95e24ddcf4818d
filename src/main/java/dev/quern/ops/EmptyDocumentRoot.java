package dev.quern.ops;

import dev.quern.home.Home;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Tomcat needs a document root even if it serves no files; this one is an empty folder in the home.
 */
@Component
class EmptyDocumentRoot implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

  private final Home home;

  EmptyDocumentRoot(Home home) {
    this.home = home;
  }

  @Override
  public void customize(TomcatServletWebServerFactory tomcat) {
    tomcat.setDocumentRoot(home.emptyFolder().toFile());
  }
}
