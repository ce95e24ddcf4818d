package dev.quern.flow;

import static org.assertj.core.api.Assertions.assertThat;

import dev.quern.testing.PlainPage;
import dev.quern.testing.PlainPage.View;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.context.TestPropertySource;

/** Who signs in or chooses a language comes back to where they were, with its filters. */
@TestPropertySource(
    properties = {
      "server.address=0.0.0.0",
      "quern.security.operator-token=operator-secret",
      "quern.security.reader-token=reader-secret"
    })
@DirtiesContext
class PageWayBackFlowTests extends FlowTest {

  private static final String LIST = "/tasks?state=open&page=0";

  @DynamicPropertySource
  static void home(DynamicPropertyRegistry registry) throws IOException {
    String home = Files.createTempDirectory("quern-back-").toString();
    registry.add("quern.home", () -> home);
  }

  @Test
  void isKeptThroughAWrongTokenAndAChoiceOfLanguage() {
    PlainPage page = new PlainPage("http://127.0.0.1:" + port);
    View asked = page.open(LIST);
    View wrong = page.submit(asked, "main form", Map.of("token", "wrong"));
    assertThat(wrong.html().select(".fault")).hasSize(1);

    View there = page.submit(wrong, "main form", Map.of("token", "operator-secret"));

    assertThat(there.path()).isEqualTo(LIST);
    View chinese = page.submit(there, "form.language", Map.of("tag", "zh-CN"));
    assertThat(chinese.path()).isEqualTo(LIST);
    assertThat(chinese.find("html").attr("lang")).isEqualTo("zh-CN");
  }

  @Test
  void isKnownWhereAPartOfAViewAsksForTheLogin() throws Exception {
    HttpRequest part =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + LIST))
            .headers("HX-Request", "true", "HX-Current-URL", "http://quern.example:8080" + LIST)
            .build();

    var answer = HttpClient.newHttpClient().send(part, BodyHandlers.discarding());

    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.headers().firstValue("HX-Redirect"))
        .hasValue("/sign-in?to=%2Ftasks%3Fstate%3Dopen%26page%3D0");
  }

  @Test
  void leadsNowhereElse() {
    PlainPage page = new PlainPage("http://127.0.0.1:" + port);
    View asked = page.open("/sign-in?to=//evil.example/");
    View wrong = page.submit(asked, "main form", Map.of("token", "wrong"));

    View there = page.submit(wrong, "main form", Map.of("token", "operator-secret"));

    assertThat(there.path()).isEqualTo("/");
  }
}
