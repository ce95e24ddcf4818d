package dev.quern.ops;

import dev.quern.Home;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Tomcat wants a folder of files to serve, even if it is to serve none; it is empty, in the home.
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
