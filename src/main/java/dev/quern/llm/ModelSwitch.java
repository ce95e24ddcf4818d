package dev.quern.llm;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.TokenUsage;
import dev.quern.llm.offline.OfflineModel;
import dev.quern.llm.reply.TurnReader;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * The one model that the route's {@code langchain4j-chat} knows. It takes each request to the
 * provider that its {@link Ask} names, with that provider's settings of this moment, and hands the
 * Ask what the component drops: usage, finish reason, reasoning.
 */
@Component("chatModel")
class ModelSwitch implements ChatModel {

  private final OpenAiModels openAi;
  private final OfflineModel offline;

  ModelSwitch(OpenAiModels openAi, OfflineModel offline) {
    this.openAi = openAi;
    this.offline = offline;
  }

  @Override
  public ChatResponse chat(ChatRequest request) {
    Ask<?> ask = ask(request.messages());
    ChatResponse response =
        ask.provider().isOffline() ? offline(ask.wish()) : openAi.chat(request, ask);
    ask.received(response);
    return response;
  }

  private static Ask<?> ask(List<ChatMessage> messages) {
    ChatMessage last = messages.get(messages.size() - 1);
    if (last instanceof UserMessage user
        && user.attributes().get(Ask.ATTRIBUTE) instanceof Ask<?> a) {
      return a;
    }
    throw new IllegalArgumentException("Messages to the model switch are made by an Ask");
  }

  private ChatResponse offline(Wish wish) {
    String text;
    if (wish instanceof Wish.Questions questions) {
      text =
          Json.array(offline.questions(questions.text(), questions.count(), questions.language()));
    } else if (wish instanceof Wish.Answer answer) {
      text = offline.answer(answer.text(), answer.question(), answer.language());
      if (answer.quoted()) {
        text =
            Json.quoted(text, offline.quotes(answer.text(), answer.question(), answer.language()));
      }
    } else if (wish instanceof Wish.NextQuestion next) {
      text =
          offline.nextQuestion(next.text(), next.asked(), next.language()).orElse(TurnReader.END);
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
}
