package dev.quern.llm;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.quern.llm.offline.OfflineModel;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The built-in stand-in, which goes by the wish and not by the prompt. */
@Component
class OfflineModels implements ModelKind {

  private final OfflineModel offline;

  OfflineModels(OfflineModel offline) {
    this.offline = offline;
  }

  @Override
  public Set<String> names() {
    return Set.of(Provider.OFFLINE);
  }

  @Override
  public Set<Extra> extras(Ask<?> ask) {
    return Set.of();
  }

  @Override
  public ChatResponse chat(ChatRequest request, Ask<?> ask, Set<Extra> extras) {
    Wish wish = ask.wish();
    String text;
    if (wish instanceof Wish.Questions questions) {
      text =
          Json.array(offline.questions(questions.text(), questions.count(), questions.language()));
    } else if (wish instanceof Wish.Answer answer) {
      text = offline.answer(answer.text(), answer.question(), answer.language());
    } else {
      throw ModelCallException.of(
          CallClass.CANNOT,
          "The offline provider cannot do "
              + ((Wish.Other) wish).name()
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
