package dev.quern.flow;

import static dev.quern.testing.JsonBody.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The console reads Camel's MBeans and works its routes; it reaches no secret. */
class JolokiaFlowTests extends FlowTest {

  private static final String CONTEXT =
      "org.apache.camel:context=quern,name=\\\"quern\\\",type=context";

  private JsonNode ask(String request) {
    String login =
        Base64.getEncoder().encodeToString("operator:secret".getBytes(StandardCharsets.UTF_8));
    return rest.send(
            "POST",
            "/actuator/jolokia",
            BodyPublishers.ofString(
                request.replace("=quern,", "=" + camel.getManagementName() + ",")),
            "Content-Type",
            "application/json",
            "Authorization",
            "Basic " + login)
        .json();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"read\",\"mbean\":\"" + CONTEXT + "\",\"attribute\":\"State\"}",
        "{\"type\":\"exec\",\"mbean\":\"" + CONTEXT + "\",\"operation\":\"dumpRoutesAsXml()\"}",
        "{\"type\":\"search\",\"mbean\":\"org.apache.camel:type=routes,*\"}",
        "{\"type\":\"list\",\"path\":\"org.apache.camel\"}",
      })
  void showsTheRoutes(String request) {
    assertThat(ask(request).path("status").asInt()).as(request).isEqualTo(200);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"type\":\"read\",\"mbean\":\"java.lang:type=Runtime\",\"attribute\":\"SystemProperties\"}",
        "{\"type\":\"read\",\"mbean\":\"java.lang:type=Runtime\"}",
        "{\"type\":\"read\",\"mbean\":\"com.zaxxer.hikari:*\"}",
        "{\"type\":\"write\",\"mbean\":\"" + CONTEXT + "\",\"attribute\":\"Timeout\",\"value\":1}",
        "{\"type\":\"exec\",\"mbean\":\""
            + CONTEXT
            + "\",\"operation\":"
            + "\"requestBody(java.lang.String,java.lang.Object)\",\"arguments\":"
            + "[\"language:simple:${properties:quern.notify.secret}\",\"\"]}",
        "{\"type\":\"exec\",\"mbean\":\"com.sun.management:type=DiagnosticCommand\",\"operation\":"
            + "\"vmSystemProperties\"}",
      })
  void refusesEverythingElse(String request) {
    JsonNode answer = ask(request);
    if (request.contains("com.zaxxer")) { // a pattern answers with what may be read: nothing
      assertThat(answer.path("value").size()).isZero();
    } else {
      assertThat(answer.path("status").asInt()).as(request + answer).isEqualTo(403);
    }
  }

  @Test
  void showsNoSecretInAnyAttribute() throws Exception {
    String project = rest.projectWithChunks(1);
    String provider = rest.provider(MODELS.baseUrl(), json("api_key", "sk-never-to-be-seen"));
    rest.end(rest.taskOf("question-generation", project, provider, json("questions_per_chunk", 1)));

    JsonNode all =
        ask(
            "{\"type\":\"read\",\"mbean\":\"org.apache.camel:*\","
                + "\"config\":{\"ignoreErrors\":true,\"maxDepth\":4}}");

    assertThat(all.path("value").size()).isGreaterThan(50);
    for (String secret :
        List.of(
            "sk-never-to-be-seen",
            NOTIFY_SECRET,
            Files.readString(HOME.resolve("secret.key")).strip())) {
      assertThat(all.toString()).doesNotContain(secret);
    }
  }
}
