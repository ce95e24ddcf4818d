package dev.quern.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.document.ExtractedText;
import dev.quern.document.SourceDocument;
import dev.quern.document.original.StoredFile;
import dev.quern.pipeline.intake.IncomingFile;
import dev.quern.testing.RouteTest;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.camel.EndpointInject;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.spi.IdempotentRepository;
import org.apache.camel.support.processor.idempotent.MemoryIdempotentRepository;
import org.apache.camel.test.spring.junit5.MockEndpointsAndSkip;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@RouteTest("camel.main.routes-include-pattern=file:routes/intake/accept-document.camel.yaml")
@MockEndpointsAndSkip("direct:read-document")
class AcceptDocumentRouteTests {

  private static final ExtractedText TEXT = new ExtractedText(Path.of("t.md"), "text/plain", 3);

  private static final List<String> NOTES = new CopyOnWriteArrayList<>();

  /** In the place of the bean {@code documentIntake}; content is known by the file's name. */
  public static class Acceptance {

    public String key(IncomingFile arrival) {
      return arrival.fileName();
    }

    public SourceDocument document(IncomingFile arrival) {
      return new SourceDocument(arrival.stored().path(), arrival.fileName());
    }

    public void accept(IncomingFile arrival, ExtractedText text) {
      if (arrival.fileName().equals("bad.md")) {
        throw new IllegalStateException("the pipeline is wrong");
      }
      NOTES.add("accept " + arrival.fileName() + " " + text.characters());
    }
  }

  /** In the place of the bean {@code temporaryTexts}. */
  public static class Texts {
    public void delete(@Nullable ExtractedText text) {
      NOTES.add("forget " + (text == null ? "nothing" : text.markdown()));
    }
  }

  @Configuration
  static class Beans {
    @Bean
    Acceptance documentIntake() {
      return new Acceptance();
    }

    @Bean
    Texts temporaryTexts() {
      return new Texts();
    }

    @Bean
    IdempotentRepository knownContent() {
      return MemoryIdempotentRepository.memoryIdempotentRepository(100);
    }
  }

  @Autowired private ProducerTemplate template;

  @EndpointInject("mock:direct:read-document")
  private MockEndpoint reader;

  @BeforeEach
  void beginAnew() {
    NOTES.clear();
    MockEndpoint.resetMocks(template.getCamelContext());
    reader.whenAnyExchangeReceived(exchange -> exchange.getMessage().setBody(TEXT));
  }

  @Test
  void readsADocumentStoresItAndDeletesTheTemporaryText() throws Exception {
    reader.expectedBodiesReceived(new SourceDocument(Path.of("store/1"), "a.md"));
    assertThat(accept("a.md").getException()).isNull();
    assertThat(NOTES).containsExactly("accept a.md 3", "forget t.md");
    reader.assertIsSatisfied();
  }

  @Test
  void readsNothingThatIsKnown() throws Exception {
    reader.expectedMessageCount(1);
    accept("known.md");
    assertThat(accept("known.md").getException()).isNull();
    assertThat(NOTES).containsExactly("accept known.md 3", "forget t.md");
    reader.assertIsSatisfied();
  }

  @Test
  void deletesTheTemporaryTextOfWhatCannotBeStored() {
    assertThat(accept("bad.md").getException()).hasMessage("the pipeline is wrong");
    assertThat(NOTES).containsExactly("forget t.md");
  }

  @Test
  void doesNotKnowWhatFailed() throws Exception {
    reader.whenExchangeReceived(
        1,
        exchange -> {
          throw new IllegalStateException("no text layer");
        });
    assertThat(accept("b.md").getException()).hasMessage("no text layer");
    assertThat(NOTES).isEmpty();
    assertThat(accept("b.md").getException()).isNull();
    assertThat(NOTES).contains("accept b.md 3");
  }

  private Exchange accept(String name) {
    Path stored = Path.of("store/1");
    IncomingFile arrival =
        new IncomingFile("p", Path.of("inbox", name), name, new StoredFile("0f", 3, stored), null);
    return template.send(
        "direct:accept-document",
        exchange -> {
          exchange.setProperty("arrival", arrival);
          exchange.getMessage().setBody(arrival);
        });
  }
}
