package dev.quern.llm.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.quern.llm.failure.FailureClassifier;
import dev.quern.llm.failure.FailureKind;
import dev.quern.llm.failure.ModelCallException;
import dev.quern.llm.provider.Provider;
import dev.quern.llm.reply.Reply;
import dev.quern.llm.request.CallBudget;
import dev.quern.llm.request.ModelRequest;
import dev.quern.llm.request.OfflineIntent;
import dev.quern.testing.Answer;
import dev.quern.testing.Faults;
import dev.quern.testing.ModelServer;
import dev.quern.testing.Replies;
import java.time.Clock;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How servers say that a reply is whole, or why there is none. */
class ReplyEndTests {

  private static final String START =
      "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"The mill has two st\"}}]}\n\n";

  private final ModelServer server = ModelServer.start();
  private final FailureClassifier failures = new FailureClassifier(Clock.systemUTC());
  private final RoutingChatModel models =
      new RoutingChatModel(
          List.of(
              new OpenAiProtocol(),
              new OllamaProtocol(),
              new GeminiProtocol(),
              new AnthropicProtocol()),
          new UnsupportedFeatures(),
          failures);

  @AfterEach
  void close() {
    server.close();
  }

  @ParameterizedTest
  @CsvSource({
    "eos, STOP",
    "eos_token, STOP",
    "end, STOP",
    "END_TURN, STOP",
    "model_length, LENGTH",
    "repetition, LENGTH",
    "sensitive, CONTENT_FILTER",
    "error, OTHER",
    "abort, OTHER",
    "insufficient_system_resource, OTHER",
  })
  void knowsTheReasonsOfOtherServers(String said, FinishReason reason) {
    server.replyWith(r -> Replies.text("The mill has two stones.").finishing(said));

    for (boolean stream : new boolean[] {false, true}) {
      ChatResponse response = chat("openai", stream);
      assertThat(response.finishReason()).as("streamed: " + stream).isEqualTo(reason);
      assertThat(response.aiMessage().text()).isEqualTo("The mill has two stones.");
      assertThat(response.tokenUsage().outputTokenCount()).isPositive();
    }
  }

  @Test
  void anEmptyReasonAfterAnotherTakesNothingBack() {
    String end = "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"%s\"}]}\n\n";
    server.replyWith(r -> stream(START + end.formatted("length") + end.formatted("")));

    assertThat(chat("openai", true).finishReason()).isEqualTo(FinishReason.LENGTH);
  }

  @Test
  void theLastEventEndsAReplyWithoutAReason() {
    server.replyWith(r -> stream(START + "data: [DONE]\n\n"));

    ChatResponse response = chat("openai", true);

    assertThat(response.finishReason()).isEqualTo(FinishReason.STOP);
    assertThat(response.aiMessage().text()).isEqualTo("The mill has two st");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void ollamaNeedsNoReason(boolean stream) {
    String line =
        "{\"message\":{\"role\":\"assistant\",\"content\":\"Yes.\"},\"done\":true,\"model\":\"m\"}";
    server.replyWith(r -> Faults.raw(200, stream ? "application/x-ndjson" : "text/json", line));

    assertThat(chat("ollama", stream).finishReason()).isEqualTo(FinishReason.STOP);
  }

  @Test
  void anErrorBesideAHalfReplyIsAnError() {
    String error = "\"error\":{\"code\":502,\"message\":\"Provider disconnected\"}";
    String choice =
        "{\"choices\":[{\"finish_reason\":\"error\",%s,\"message\":{\"content\":\"The mill\"}}]}";

    assertBroken(failure("openai", false, Faults.raw(200, "text/json", choice.formatted(error))));
    String last = "data: {%s,\"choices\":[{\"delta\":{\"content\":\"\"},\"finish_reason\":\"x\"}]}";
    assertBroken(failure("openai", true, stream(START + last.formatted(error) + "\n\n")));
    String inChoice = "data: {\"choices\":[{\"delta\":{},%s,\"finish_reason\":\"error\"}]}\n\n";
    assertBroken(failure("openai", true, stream(START + inChoice.formatted(error))));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRefusalIsAFilteredReplyWithItsWordsAndTokens(boolean stream) {
    String usage = "\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3}";
    String whole =
        "{\"choices\":[{\"finish_reason\":\"stop\",\"message\":{\"content\":null,"
            + "\"refusal\":\"I'm sorry.\"}}],%s}";
    String events =
        "data: {\"choices\":[{\"delta\":{\"refusal\":\"I'm \"}}]}\n\n"
            + "data: {\"choices\":[{\"delta\":{\"refusal\":\"sorry.\"}}]}\n\n"
            + "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}],%s}\n\n";
    Answer answer =
        stream
            ? stream(events.formatted(usage))
            : Faults.raw(200, "application/json", whole.formatted(usage));
    server.replyWith(r -> answer);

    ChatResponse response = chat("openai", stream);

    assertThat(response.finishReason()).isEqualTo(FinishReason.CONTENT_FILTER);
    assertThat(response.aiMessage().text()).isEqualTo("I'm sorry.");
    assertThat(response.tokenUsage().outputTokenCount()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"openai", "ollama", "gemini", "anthropic"})
  void anErrorInsteadOfAStreamKeepsItsClass(String kind) {
    String body = "{\n\"error\": {\n\"code\": 429, \"message\": \"Slow down\"\n}\n}";

    assertThat(failure(kind, true, Faults.raw(200, "application/json", body)))
        .hasMessageEndingWith("answered 429: Slow down.")
        .returns(FailureKind.RATE_LIMITED, ModelCallException::failureKind);
  }

  @ParameterizedTest
  @CsvSource({"openai, false", "openai, true", "anthropic, false", "ollama, true"})
  void aByteOrderMarkIsNoPartOfTheReply(String kind, boolean stream) {
    String whole =
        switch (kind) {
          case "openai" -> "{\"choices\":[{\"message\":{\"content\":\"Yes.\"}}]}";
          case "anthropic" -> "{\"content\":[{\"type\":\"text\",\"text\":\"Yes.\"}]}";
          default -> "{\"message\":{\"role\":\"assistant\",\"content\":\"Yes.\"},\"done\":true}";
        };
    String events =
        "data: \uFEFF{\"choices\":[{\"delta\":{\"content\":\"Yes.\"}}]}\n\ndata: [DONE]\n\n";
    boolean sse = stream && kind.equals("openai");
    server.replyWith(r -> sse ? stream(events) : Faults.raw(200, "text/json", "\uFEFF" + whole));

    assertThat(chat(kind, stream).aiMessage().text()).isEqualTo("Yes.");
  }

  @Test
  void aLaterEventOfGeminiWithoutUsageTakesNothingBack() {
    String first =
        "data: {\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Yes.\"}]}}],"
            + "\"usageMetadata\":{\"promptTokenCount\":7,\"candidatesTokenCount\":3}}\n\n";
    String last = "data: {\"candidates\":[{\"finishReason\":\"STOP\"}]}\n\n";
    server.replyWith(r -> stream(first + last));

    ChatResponse response = chat("gemini", true);

    assertThat(response.tokenUsage().inputTokenCount()).isEqualTo(7);
    assertThat(response.tokenUsage().outputTokenCount()).isEqualTo(3);
  }

  @Test
  void aWholeReplyOfGeminiNeedsNoUsage() {
    String body =
        "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Yes.\"}]},"
            + "\"finishReason\":\"STOP\"}]}";
    server.replyWith(r -> Faults.raw(200, "application/json", body));

    assertThat(chat("gemini", false).aiMessage().text()).isEqualTo("Yes.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"error\":{\"code\":403,\"message\":\"Your chosen model requires moderation and your"
            + " input was flagged\",\"metadata\":{\"reasons\":[\"violence\"]}}}",
        "Blocked by a guardrail.",
      })
  void aFlaggedPromptIsNoRefusedKey(String body) {
    assertThat(failure("openai", false, Faults.raw(403, "application/json", body)))
        .hasMessageContaining("withheld the reply: it answered 403")
        .returns(FailureKind.CONTENT_FILTERED, ModelCallException::failureKind);
  }

  @Test
  void aRefusedKeyIsToldInTheServersWords() {
    assertThat(failure("openai", false, Faults.status(403, "Country not supported", "x")))
        .hasMessageEndingWith("the provider has none (403): Country not supported.")
        .returns(FailureKind.UNAUTHORIZED, ModelCallException::failureKind);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aNameThatMakesNoUrlIsNoBrokenServer(boolean stream) {
    Provider spaced = provider("gemini", "Gemini 2.5 Flash", stream);

    assertThat(failures.classify(spaced, catchThrowable(() -> chat(spaced))))
        .hasMessageContaining("make no URL")
        .returns(FailureKind.UNSUPPORTED, ModelCallException::failureKind);
  }

  private static void assertBroken(ModelCallException failure) {
    assertThat(failure)
        .hasMessageEndingWith("answered 502: Provider disconnected.")
        .returns(FailureKind.SERVER_ERROR, ModelCallException::failureKind);
  }

  private static Answer stream(String events) {
    return Faults.raw(200, "text/event-stream", events);
  }

  private ModelCallException failure(String kind, boolean stream, Answer answer) {
    server.replyWith(r -> answer);
    Throwable thrown = catchThrowable(() -> chat(kind, stream));
    assertThat(thrown).isNotNull();
    return failures.classify(provider(kind, stream), thrown);
  }

  private ChatResponse chat(String kind, boolean stream) {
    return chat(provider(kind, stream));
  }

  private ChatResponse chat(Provider provider) {
    ModelRequest<String> modelRequest =
        ModelRequest.of(
            provider,
            CallBudget.NOBODY,
            new OfflineIntent.Unsupported("this"),
            "Why?",
            Reply::text);
    return models.chat(ChatRequest.builder().messages(modelRequest.messages()).build());
  }

  private Provider provider(String kind, boolean stream) {
    return provider(kind, "m", stream);
  }

  private Provider provider(String kind, String model, boolean stream) {
    String url = server.baseUrl(kind);
    return new Provider(
        "p", kind, url, null, model, null, null, 20, null, null, null, stream, null, null, null);
  }
}
