package dev.quern.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.document.UnreadableFileException;
import dev.quern.testing.RouteTest;
import java.util.ArrayList;
import java.util.List;
import org.apache.camel.EndpointInject;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.component.mock.MockEndpoint;
import org.apache.camel.test.spring.junit5.MockEndpointsAndSkip;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@RouteTest(
    "camel.main.routes-include-pattern=file:routes/intake/upload-files.camel.yaml,"
        + "file:routes/intake/store-upload.camel.yaml,"
        + "file:routes/intake/read-upload.camel.yaml")
@MockEndpointsAndSkip("direct:(read-document|reply)")
class UploadFilesRouteTests {

  /** A part of the upload. */
  public record Part(String document) {}

  /** In the place of the bean {@code documentIntake}. */
  public static class Acceptance {
    private @Nullable List<String> added;

    public String document(Part part) {
      return part.document();
    }

    public List<String> addAll(List<String> read) {
      added = read;
      return read;
    }
  }

  /** In the place of the bean {@code temporaryTexts}. */
  public static class Texts {
    private @Nullable List<String> deleted;

    public String keep(Part part, String text, List<String> texts) {
      texts.add(part.document());
      return part.document() + " " + text;
    }

    public void deleteAll(List<String> texts) {
      deleted = texts;
    }
  }

  /** In the place of the bean {@code uploads}. */
  public static class Views {
    public String files(List<String> added) {
      return "shown " + String.join(", ", added);
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
    Views uploads() {
      return new Views();
    }

    @Bean
    Processor uploadedParts() {
      return exchange -> {
        List<String> names = exchange.getMessage().getBody(List.class);
        exchange.setProperty("readTexts", new ArrayList<String>());
        exchange.getMessage().setBody(names.stream().map(Part::new).toList());
      };
    }
  }

  @Autowired private ProducerTemplate template;
  @Autowired private Acceptance documents;
  @Autowired private Texts texts;

  @EndpointInject("mock:direct:read-document")
  private MockEndpoint reader;

  @EndpointInject("mock:direct:reply")
  private MockEndpoint reply;

  @BeforeEach
  void beginAnew() {
    documents.added = null;
    texts.deleted = null;
    MockEndpoint.resetMocks(template.getCamelContext());
    reader.whenAnyExchangeReceived(exchange -> exchange.getMessage().setBody("read"));
  }

  @Test
  void readsEachFileAndStoresThemTogether() throws Exception {
    reader.expectedBodiesReceived("a.md", "b.md");
    reply.expectedBodiesReceived("shown a.md read, b.md read");
    reply.expectedHeaderReceived(Exchange.HTTP_RESPONSE_CODE, "201");
    assertThat(upload("a.md", "b.md").getException()).isNull();
    assertThat(texts.deleted).containsExactly("a.md", "b.md");
    MockEndpoint.assertIsSatisfied(reader, reply);
  }

  @Test
  void storesNoneWhereOneCannotBeRead() throws Exception {
    reader.expectedMessageCount(2);
    reply.expectedMessageCount(0);
    reader.whenExchangeReceived(
        2,
        exchange -> {
          throw UnreadableFileException.empty("b.md");
        });
    assertThat(upload("a.md", "b.md", "c.md").getException())
        .hasStackTraceContaining("'b.md' is empty");
    assertThat(documents.added).isNull();
    assertThat(texts.deleted).containsExactly("a.md");
    MockEndpoint.assertIsSatisfied(reader, reply);
  }

  private Exchange upload(String... names) {
    return template.send(
        "direct:upload-files", exchange -> exchange.getMessage().setBody(List.of(names)));
  }
}
