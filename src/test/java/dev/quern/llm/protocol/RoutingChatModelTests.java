package dev.quern.llm.protocol;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.fasterxml.jackson.databind.JsonNode;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.quern.llm.failure.FailureClassifier;
import dev.quern.llm.failure.FailureKind;
import dev.quern.llm.failure.ModelCallException;
import dev.quern.llm.offline.OfflineModel;
import dev.quern.llm.provider.Provider;
import dev.quern.llm.request.CallBudget;
import dev.quern.llm.request.ModelRequest;
import dev.quern.llm.request.OfflineIntent;
import dev.quern.llm.request.ReplySchema;
import dev.quern.llm.schema.QuestionStart;
import dev.quern.testing.Answer;
import dev.quern.testing.Await;
import dev.quern.testing.Faults;
import dev.quern.testing.ModelServer;
import dev.quern.testing.ReceivedRequest;
import dev.quern.testing.Replies;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each kind of provider against a server that speaks its protocol, whole and streamed. */
class RoutingChatModelTests {

  private final ModelServer server = ModelServer.start();
  private final FailureClassifier failures = new FailureClassifier(Clock.systemUTC());
  private final RoutingChatModel models =
      new RoutingChatModel(
          List.of(
              new OpenAiProtocol(),
              new OllamaProtocol(),
              new GeminiProtocol(),
              new AnthropicProtocol(),
              new OfflineProtocol(new OfflineModel())),
          new UnsupportedFeatures(),
          failures);

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "openai, false", "openai, true", "ollama, false", "ollama, true",
    "gemini, false", "gemini, true", "anthropic, false", "anthropic, true",
  })
  void bringsTextThoughtsReasonAndTokens(String kind, boolean stream) {
    server.requireKey("sk-1");
    server.replyWith(
        r -> Replies.text("Çay \"iyi\"\n bir içecek.").withReasoning("let me see").withUsage(7, 3));

    ChatResponse response = chat(ask(provider(kind, stream)));

    assertThat(response.aiMessage().text()).isEqualTo("Çay \"iyi\"\n bir içecek.");
    assertThat(response.aiMessage().thinking()).isEqualTo("let me see");
    assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(response.tokenUsage().inputTokenCount()).isEqualTo(7);
    // Gemini counts thoughts apart; they are paid for all the same.
    int out = kind.equals("gemini") ? 3 + 3 : 3;
    assertThat(response.tokenUsage().outputTokenCount()).isEqualTo(out);
    ReceivedRequest request = server.traffic().kept().get(0);
    assertThat(request.stream()).isEqualTo(stream);
    assertThat(request.model()).isEqualTo("m");
    assertThat(request.temperature()).isEqualTo(0.5);
    assertThat(request.maxTokens()).isEqualTo(100);
    assertThat(request.prompt()).isEqualTo("Why?");
    assertThat(server.traffic().requests()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({
    "openai, length, LENGTH",
    "openai, content_filter, CONTENT_FILTER",
    "ollama, length, LENGTH",
    "gemini, length, LENGTH",
    "gemini, content_filter, CONTENT_FILTER",
    "gemini, blocked, CONTENT_FILTER",
    "gemini, IMAGE_SAFETY, CONTENT_FILTER",
    "gemini, NEW_REASON, OTHER",
    "anthropic, length, LENGTH",
    "anthropic, content_filter, CONTENT_FILTER",
    "anthropic, model_context_window_exceeded, LENGTH",
  })
  void tellsWhyTheModelStopped(String kind, String said, FinishReason reason) {
    server.replyWith(r -> Replies.text("so far").finishing(said));

    for (boolean stream : new boolean[] {false, true}) {
      ChatResponse response = chat(ask(provider(kind, stream)));
      assertThat(response.finishReason()).as("streamed: " + stream).isEqualTo(reason);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "ollama", "gemini", "anthropic"})
  void makesOneRequestAndNamesTheClassOfItsFailure(String kind) {
    for (boolean stream : new boolean[] {false, true}) {
      Provider provider = provider(kind, stream);
      assertThat(failure(provider, Faults.rateLimited().retryAfter(7)))
          .satisfies(e -> assertThat(e.retryAfter()).hasSeconds(7))
          .returns(FailureKind.RATE_LIMITED, ModelCallException::failureKind);
      assertThat(failure(provider, Faults.overloaded()).failureKind())
          .isEqualTo(FailureKind.SERVER_ERROR);
      assertThat(failure(provider, Faults.keyRefused()).failureKind())
          .isEqualTo(FailureKind.UNAUTHORIZED);
      assertThat(failure(provider, Faults.badRequest()))
          .hasMessageContaining("maximum context length is 8192 tokens")
          .returns(FailureKind.BAD_REQUEST, ModelCallException::failureKind);
      assertThat(failure(provider, Faults.status(404, "no such model", "not_found")))
          .hasMessageContaining("knows no model 'm'")
          .returns(FailureKind.NO_SUCH_MODEL, ModelCallException::failureKind);
      assertThat(failure(provider, Faults.reset()).failureKind()).isEqualTo(FailureKind.CONNECTION);
      assertThat(failure(provider, Faults.closed()))
          .hasMessageEndingWith("closed the connection before it answered.")
          .returns(FailureKind.CONNECTION, ModelCallException::failureKind);
      assertThat(failure(provider, Faults.truncated(20)))
          .hasMessageEndingWith("closed the connection before its reply was whole.")
          .returns(FailureKind.CONNECTION, ModelCallException::failureKind);
      assertThat(failure(provider, Faults.htmlPage()))
          .hasMessageContaining("sent a web page", "Sign in")
          .returns(FailureKind.SERVER_ERROR, ModelCallException::failureKind);
      assertThat(failure(provider, Faults.raw(200, "text/plain", "upstream is waking up")))
          .hasMessageContaining("text/plain")
          .returns(FailureKind.SERVER_ERROR, ModelCallException::failureKind);
      assertThat(
              failure(provider, Faults.raw(200, "application/json", "{\"error\":{\"code\":429}}")))
          .as("an error in a 200, streamed: " + stream)
          .extracting(ModelCallException::failureKind)
          .isIn(FailureKind.RATE_LIMITED, FailureKind.SERVER_ERROR);
    }
    assertThat(server.traffic().requests()).isEqualTo(22);
  }

  @Test
  void knowsGeminisBadKey() {
    Answer answer = Faults.status(400, "API key not valid. Please pass a valid API key.", "X");

    assertThat(failure(provider("gemini", false), answer).failureKind())
        .isEqualTo(FailureKind.UNAUTHORIZED);
  }

  @Test
  void waitsAsLongAsGeminiSaysInItsBody() {
    String body =
        "{\"error\": {\"code\": 429, \"details\": [{\"retryDelay\": \"3.5s\"}], \"message\":"
            + " \"q\"}}";

    assertThat(failure(provider("gemini", false), Faults.raw(429, "application/json", body)))
        .satisfies(e -> assertThat(e.retryAfter()).hasMillis(3500));
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "ollama", "gemini", "anthropic"})
  void aStreamThatIsCutIsAFailureAndNoShortAnswer(String kind) {
    assertThat(failure(provider(kind, true), Faults.cut("one two three four", 3)).failureKind())
        .isEqualTo(FailureKind.CONNECTION);
    String start =
        kind.equals("ollama")
            ? "{\"message\":{\"role\":\"assistant\",\"content\":\"one\"},\"done\":false}\n"
            : kind.equals("openai")
                ? "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"one\"}}]}\n\n"
                : kind.equals("gemini")
                    ? "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"one\"}]}}]}\n\n"
                    : "event: content_block_start\ndata: {\"content_block\":{\"type\":\"text\","
                        + "\"text\":\"one\"}}\n\n";
    String type = kind.equals("ollama") ? "application/x-ndjson" : "text/event-stream";
    assertThat(failure(provider(kind, true), Faults.raw(200, type, start)))
        .as("ends in good order, but no reason to stop")
        .hasMessageEndingWith("closed the connection before its reply was whole.");
    String broken = start + start.replaceFirst("\\}\\s*$", "\n\n");
    assertThat(failure(provider(kind, true), Faults.raw(200, type, broken)))
        .as("a token that cannot be read")
        .returns(FailureKind.SERVER_ERROR, ModelCallException::failureKind);
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "ollama", "gemini", "anthropic"})
  void anErrorInTheMidstOfAStreamKeepsItsClass(String kind) {
    String json = "{\"error\":{\"code\":503,\"type\":\"overloaded_error\",\"message\":\"busy\"}}";
    String type = kind.equals("ollama") ? "application/x-ndjson" : "text/event-stream";
    String body =
        kind.equals("ollama")
            ? json + "\n"
            : (kind.equals("anthropic") ? "event: error\n" : "") + "data: " + json + "\n\n";

    assertThat(failure(provider(kind, true), Faults.raw(200, type, body)))
        .hasMessageContaining("answered 503: busy")
        .returns(FailureKind.SERVER_ERROR, ModelCallException::failureKind);
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "ollama", "gemini", "anthropic"})
  void cancelClosesTheConnectionOfAStream(String kind) throws Exception {
    server.first(1).answer(Faults.stall("one two three", 2));
    CompletableFuture<ModelCallException> failed = new CompletableFuture<>();
    Thread item =
        new Thread(
            () -> {
              ModelCallException e = failure(provider(kind, true));
              failed.complete(Thread.currentThread().isInterrupted() ? e : null);
            });
    item.start();
    Await.until("the call is under way", () -> server.traffic().inFlight() == 1);

    item.interrupt();

    assertThat(failed.get().failureKind()).isEqualTo(FailureKind.STOPPED);
    Await.until("the connection is closed", () -> server.traffic().aborted() == 1);
  }

  /** The head of a reply can come at the very moment of the interrupt. */
  @Test
  void anInterruptAtAnyMomentLeavesNoConnectionBehind() throws Exception {
    server.on(request -> true).answer(Faults.stall("one two three", 2));
    Provider provider = provider("openai", true);
    for (int round = 0; round < 1500; round++) {
      int calls = server.traffic().requests();
      Thread item = new Thread(() -> failure(provider));
      item.start();
      while (server.traffic().requests() == calls) {
        Thread.onSpinWait();
      }
      LockSupport.parkNanos((round % 400) * 2_000L);
      item.interrupt();
      item.join();
    }
    Await.until("all connections are closed", () -> server.traffic().inFlight() == 0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "ollama", "gemini", "anthropic"})
  void manyStreamsAtOnceKeepTheirTokensApart(String kind) {
    server.replyWith(r -> Replies.text((r.prompt() + " ").repeat(50)));
    Provider provider = provider(kind, true);
    ExecutorService threads = Executors.newFixedThreadPool(32);
    try {
      List<CompletableFuture<String>> texts =
          IntStream.range(0, 300)
              .mapToObj(i -> ask(provider, "call " + i))
              .map(
                  modelRequest ->
                      CompletableFuture.supplyAsync(
                          () -> chat(modelRequest).aiMessage().text(), threads))
              .toList();
      for (int i = 0; i < texts.size(); i++) {
        assertThat(texts.get(i).join()).isEqualTo(("call " + i + " ").repeat(50));
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @ParameterizedTest
  @CsvSource({"openai, true", "openai, false", "ollama, true", "gemini, true", "anthropic, false"})
  void theTotalTimeOutEndsWhatOnlyDrips(String kind, boolean stream) {
    Provider quick = provider(kind, stream).withTimeout(1);

    assertThat(failure(quick, Faults.drip(Duration.ofMillis(30))))
        .hasMessageEndingWith("gave no complete reply within 1 s.")
        .returns(FailureKind.TIMEOUT, ModelCallException::failureKind);
    Await.until("the connection is closed", () -> server.traffic().aborted() == 1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "ollama", "gemini"})
  void asksWithoutASchemaWhereTheServerRefusesOne(String kind) {
    String field =
        switch (kind) {
          case "openai" -> "/response_format/json_schema/schema";
          case "ollama" -> "/format/properties";
          default -> "/generationConfig/responseJsonSchema";
        };
    server
        .on(r -> !r.body().at(field).isMissingNode())
        .answer(Faults.status(400, "response_format is not supported by this model", "bad"));
    Provider provider = provider(kind, false);

    ModelCallException refused = failure(provider);
    ChatResponse second = chat(ask(provider));
    chat(ask(provider));

    assertThat(refused.isRetryWithoutFeature()).isTrue();
    assertThat(second.aiMessage().text()).isEqualTo("An answer.");
    assertThat(server.traffic().requests()).isEqualTo(3);
    assertThat(server.traffic().answeredWith(400)).isEqualTo(1);
  }

  @Test
  void leavesOutTheKeywordThatTheServerNames() {
    server
        .on(r -> r.body().toString().contains("maxLength"))
        .answer(
            Faults.status(
                400,
                "Invalid schema for response_format 'questions': In context=('properties',"
                    + " 'questions', 'items'), 'maxLength' is not permitted.",
                "invalid_request_error"));
    Provider provider = provider("openai", false);

    assertThat(failure(provider).isRetryWithoutFeature()).isTrue();
    chat(ask(provider));

    JsonNode schema = lastBody().at("/response_format/json_schema/schema");
    assertThat(schema.at("/properties/questions/maxItems").asInt()).isEqualTo(3);
    assertThat(schema.at("/properties/questions/items").fieldNames())
        .toIterable()
        .containsExactly("type", "pattern");
  }

  @Test
  void asksForLessAndLessWhereTheServerSaysNotWhy() {
    server
        .on(r -> r.body().at("/response_format/type").asText().equals("json_schema"))
        .answer(Faults.status(400, "The JSON schema cannot be compiled to a grammar", "bad"));
    Provider provider = provider("openai", false);

    assertThat(failure(provider).isRetryWithoutFeature()).isTrue();
    assertThat(failure(provider).isRetryWithoutFeature()).isTrue();
    assertThat(server.traffic().kept().get(1).body().toString()).doesNotContain("Items\":3");
    chat(ask(provider));

    assertThat(lastBody().at("/response_format/type").asText()).isEqualTo("json_object");
  }

  @Test
  void holdsAnthropicsModelsByATool() {
    server.replyWith(r -> Replies.text("{\"questions\": [\"Why?\"]}"));

    chat(ask(provider("anthropic", false)));

    assertThat(lastBody().at("/tool_choice/name").asText()).isEqualTo("questions");
    assertThat(lastBody().at("/tools/0/input_schema/properties/questions/minItems").asInt())
        .isEqualTo(3);
  }

  private JsonNode lastBody() {
    List<ReceivedRequest> kept = server.traffic().kept();
    return kept.get(kept.size() - 1).body();
  }

  @Test
  void asksWithoutUsageAndByTheNewerNameWhereTheServerWantsThat() {
    server
        .on(r -> r.body().has("stream_options"))
        .answer(Faults.status(422, "extra fields not permitted: stream_options", "bad"));
    server
        .on(r -> r.body().has("max_tokens"))
        .answer(
            Faults.status(
                400,
                "Unsupported parameter: 'max_tokens' is not supported with this model. Use"
                    + " 'max_completion_tokens' instead.",
                "unsupported_parameter"));
    Provider provider = provider("openai", true);

    assertThat(failure(provider).isRetryWithoutFeature()).isTrue();
    assertThat(failure(provider).isRetryWithoutFeature()).isTrue();
    assertThat(chat(ask(provider)).aiMessage().text()).isEqualTo("An answer.");
    ReceivedRequest last = server.traffic().kept().get(2);
    assertThat(last.body().path("max_completion_tokens").asInt()).isEqualTo(100);
    assertThat(last.stream()).isTrue();
  }

  @Test
  void otherBadRequestsAreNotAskedAgain() {
    assertThat(failure(provider("openai", true), Faults.badRequest()).isRetryWithoutFeature())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "ollama", "gemini", "anthropic"})
  void listsWhatTheServerOffers(String kind) {
    server.models("b", "a").requireKey("sk-1");

    assertThat(models.models(provider(kind, false))).containsExactly("a", "b");
    assertThat(catchThrowable(() -> models.models(provider(kind, false).withApiKey("wrong"))))
        .hasMessageContaining("refuses the API key (401)");
  }

  @Test
  void listsWhatStandsInNoObject() throws Exception {
    try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      String list = "[{\"id\": \"b\"}, {\"id\": \"a\"}]";
      CompletableFuture<Void> answered =
          CompletableFuture.runAsync(
              () ->
                  answer(
                      server,
                      "HTTP/1.1 200 OK\r\nContent-Length: " + list.length() + "\r\n\r\n" + list));

      assertThat(models.models(at("http://127.0.0.1:" + server.getLocalPort() + "/v1")))
          .containsExactly("a", "b");
      answered.join();
    }
  }

  @Test
  void saysInPlainWordsWhereNothingCanBeReached() {
    assertThat(failure(at("http://127.0.0.1:1/v1")))
        .hasMessageEndingWith("nothing takes connections at http://127.0.0.1:1/v1.");
    assertThat(failure(at("http://no-such-host.invalid/v1")))
        .hasMessageContaining("there is no host of the name in http://no-such-host.invalid/v1");
    assertThat(server.traffic().requests()).isZero();
  }

  @Test
  void saysSoWhereTlsMeetsAServerWithout() throws Exception {
    try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> answered =
          CompletableFuture.runAsync(() -> answer(plain, "HTTP/1.1 400 Bad Request\r\n\r\n"));

      assertThat(failure(at("https://127.0.0.1:" + plain.getLocalPort() + "/v1")))
          .hasMessageContainingAll("cannot be spoken to over TLS", "is it http and not https?")
          .returns(FailureKind.CONNECTION, ModelCallException::failureKind);
      answered.join();
    }
  }

  @Test
  void saysSoWhereAServerSpeaksAnotherProtocol() throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      CompletableFuture<Void> answered =
          CompletableFuture.runAsync(() -> answer(other, "SSH-2.0-OpenSSH_9.2\r\n"));
      String url = "http://127.0.0.1:" + other.getLocalPort() + "/v1";

      assertThat(failure(at(url)))
          .hasMessageEndingWith("does not speak HTTP at " + url + ".")
          .returns(FailureKind.CONNECTION, ModelCallException::failureKind);
      answered.join();
    }
  }

  private static void answer(ServerSocket server, String words) {
    try (Socket socket = server.accept()) {
      socket.getOutputStream().write(words.getBytes(US_ASCII));
      socket.getOutputStream().flush();
      socket.getInputStream().read(new byte[1000]);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aKeyOfAnotherNodeIsSaidAndNotSent() {
    assertThat(failure(provider("openai", false).withApiKey("enc:00aa")))
        .hasMessageContaining("encrypted with another key")
        .returns(FailureKind.UNAUTHORIZED, ModelCallException::failureKind);
    assertThat(server.traffic().requests()).isZero();
  }

  private ModelCallException failure(Provider provider, Answer answer) {
    server.clearRules();
    server.first(1).answer(answer);
    return failure(provider);
  }

  private ModelCallException failure(Provider provider) {
    Throwable thrown = catchThrowable(() -> chat(ask(provider)));
    assertThat(thrown).isNotNull();
    return failures.classify(provider, thrown);
  }

  private ChatResponse chat(ModelRequest<String> modelRequest) {
    return models.chat(ChatRequest.builder().messages(modelRequest.messages()).build());
  }

  private static ModelRequest<String> ask(Provider provider) {
    return ask(provider, "Why?");
  }

  private static ModelRequest<String> ask(Provider provider, String prompt) {
    return ModelRequest.of(
            provider,
            CallBudget.NOBODY,
            new OfflineIntent.Unsupported("this"),
            prompt,
            r -> r.text())
        .withSchema(ReplySchema.questions(3, QuestionStart.ANY));
  }

  private Provider provider(String kind, boolean stream) {
    return made(kind, server.baseUrl(kind), stream);
  }

  private static Provider at(String url) {
    return made("openai", url, false);
  }

  private static Provider made(String kind, String url, boolean stream) {
    return new Provider(
        "p", kind, url, "sk-1", "m", 0.5, 100, 20, null, null, null, stream, null, null, null);
  }
}
