package dev.quern.llm.request;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The messages of an {@link ModelRequest}: the prompt, an image beside it, and what is said after a
 * reply.
 */
public final class RequestMessages {

  private final ModelRequest<?> modelRequest;
  private final List<ChatMessage> messages = new ArrayList<>();
  private boolean showsImage;

  public RequestMessages(ModelRequest<?> modelRequest, String prompt) {
    this.modelRequest = modelRequest;
    messages.add(user(prompt));
  }

  /** A new list each time, as the chat component writes into it. */
  public List<ChatMessage> all() {
    return new ArrayList<>(messages);
  }

  public void show(String mediaType, byte[] image) {
    String base64 = Base64.getEncoder().encodeToString(image);
    putIntoPrompt(0, ImageContent.from(base64, mediaType));
    showsImage = true;
  }

  public boolean showsImage() {
    return showsImage;
  }

  /** Says which form is wanted, below the reply. */
  public void answer(String reply, String words) {
    messages.add(AiMessage.from(reply));
    messages.add(user(words));
  }

  /** Says which form is wanted as if there had been no reply: at the end of the prompt. */
  public void add(String words) {
    putIntoPrompt(((UserMessage) messages.get(0)).contents().size(), TextContent.from(words));
  }

  /** Whether the prompt has these words. */
  boolean say(String words) {
    return ((UserMessage) messages.get(0))
        .contents().stream()
            .anyMatch(content -> content instanceof TextContent t && t.text().contains(words));
  }

  /** Changes the words of the prompt. */
  public void rephrase(UnaryOperator<String> change) {
    contents(
        contents ->
            contents.replaceAll(
                content ->
                    content instanceof TextContent text
                        ? TextContent.from(change.apply(text.text()))
                        : content));
  }

  private void putIntoPrompt(int at, Content content) {
    contents(contents -> contents.add(at, content));
  }

  private void contents(Consumer<List<Content>> change) {
    UserMessage prompt = (UserMessage) messages.get(0);
    List<Content> contents = new ArrayList<>(prompt.contents());
    change.accept(contents);
    messages.set(
        0, UserMessage.builder().contents(contents).attributes(prompt.attributes()).build());
  }

  private UserMessage user(String text) {
    // Attributes stay in this process: by them the model switch finds its way back to the request.
    return UserMessage.builder()
        .addContent(TextContent.from(text))
        .attributes(Map.of(ModelRequest.ATTRIBUTE, modelRequest))
        .build();
  }
}
