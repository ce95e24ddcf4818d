package dev.quern.llm.protocol;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.quern.llm.failure.FailureKind;
import dev.quern.llm.failure.JsonText;
import dev.quern.llm.failure.ModelCallException;
import dev.quern.llm.offline.OfflineModel;
import dev.quern.llm.provider.Provider;
import dev.quern.llm.reply.TurnReader;
import dev.quern.llm.request.ModelRequest;
import dev.quern.llm.request.OfflineIntent;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The built-in offline provider, which uses the {@code OfflineIntent} instead of the prompt. */
@Component
class OfflineProtocol implements ProviderProtocol {

  private final OfflineModel offline;

  OfflineProtocol(OfflineModel offline) {
    this.offline = offline;
  }

  @Override
  public Set<String> names() {
    return Set.of(Provider.OFFLINE);
  }

  @Override
  public Set<ServerFeature> extras(ModelRequest<?> modelRequest) {
    return Set.of();
  }

  @Override
  public ChatResponse chat(
      ChatRequest request, ModelRequest<?> modelRequest, Set<ServerFeature> extras) {
    OfflineIntent intent = modelRequest.intent();
    String text;
    if (intent instanceof OfflineIntent.Questions questions) {
      text =
          JsonText.array(
              offline.questions(questions.text(), questions.count(), questions.language()));
    } else if (intent instanceof OfflineIntent.Answer answer) {
      text = offline.answer(answer.text(), answer.question(), answer.language());
      if (answer.quoted()) {
        text =
            JsonText.quoted(
                text, offline.quotes(answer.text(), answer.question(), answer.language()));
      }
    } else if (intent instanceof OfflineIntent.NextQuestion next) {
      text =
          offline.nextQuestion(next.text(), next.asked(), next.language()).orElse(TurnReader.END);
    } else {
      throw ModelCallException.of(
          FailureKind.UNSUPPORTED,
          "The offline provider cannot do "
              + ((OfflineIntent.Unsupported) intent).name()
              + ": it only asks and answers with sentences of the text. Name a provider with a"
              + " model.",
          null);
    }
    return ChatResponse.builder()
        .aiMessage(AiMessage.from(text))
        .finishReason(FinishReason.STOP)
        .tokenUsage(new TokenUsage(0, 0))
        .build();
  }

  @Override
  public List<String> models(Provider provider) {
    return List.of(provider.model());
  }
}
