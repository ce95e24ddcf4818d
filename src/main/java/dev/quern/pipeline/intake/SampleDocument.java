package dev.quern.pipeline.intake;

import dev.quern.home.Home;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Drops a sample document on an empty home, so that a newcomer sees a dataset within seconds. */
@Component
class SampleDocument {

  private static final Logger log = LoggerFactory.getLogger(SampleDocument.class);
  private static final String NAME = "from-quern-to-mill.md";
  private static final String PROJECT = "sample";

  private final Home home;
  private final JdbcClient jdbc;
  private final boolean wanted;

  SampleDocument(Home home, JdbcClient jdbc, SampleSettings settings) {
    this.home = home;
    this.jdbc = jdbc;
    this.wanted = settings.sample();
  }

  @EventListener(ApplicationReadyEvent.class)
  void dropOnEmptyHome() throws IOException {
    Path folder = home.inbox().resolve(PROJECT);
    if (!wanted || Files.exists(folder) || anyProject()) {
      return;
    }
    Files.createDirectories(folder);
    Path hidden = folder.resolve("." + NAME);
    try (InputStream sample = new ClassPathResource("sample/" + NAME).getInputStream()) {
      Files.copy(sample, hidden, StandardCopyOption.REPLACE_EXISTING);
    }
    Files.move(hidden, folder.resolve(NAME), StandardCopyOption.ATOMIC_MOVE);
    log.info(
        "The home is empty, so a sample document goes through the pipeline; its dataset will lie in"
            + " {}",
        home.outbox().resolve(PROJECT));
  }

  private boolean anyProject() {
    return jdbc.sql("select exists (select 1 from project)").query(Boolean.class).single();
  }
}
