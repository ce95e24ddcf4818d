package dev.quern.llm.request;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.quern.llm.provider.Provider;
import dev.quern.llm.reply.Reply;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is wanted of a model, from the prompt to the value that was read from the reply.
 * Open until it has its value; a reply that was cut off or could not be read is asked for once more
 * each, and a rate limit is waited out, all inside one attempt of the item.
 */
public final class ModelRequest<T> {

  public static final String ATTRIBUTE = "quern.ask";
  private static final int MAX_RATE_LIMITS = 20;
  private static final int DEFAULT_ROOM = 2048;

  private final Provider provider;
  private final CallBudget caller;
  private final OfflineIntent wish;
  private final Function<Reply, T> reader;
  private final List<ChatMessage> messages = new ArrayList<>();
  private @Nullable Integer maxTokens;
  private @Nullable ReplySchema form;
  private @Nullable ChatResponse response;
  private @Nullable ModelCall call;
  private @Nullable T value;
  private boolean showsImage;
  private boolean askedForMoreRoom;
  private boolean askedToWriteAgain;
  private int rateLimits;

  private ModelRequest(
      Provider provider,
      CallBudget caller,
      OfflineIntent wish,
      String prompt,
      Function<Reply, T> reader) {
    this.provider = provider;
    this.caller = caller;
    this.wish = wish;
    this.reader = reader;
    this.maxTokens = provider.maxTokens();
    messages.add(user(prompt));
  }

  /**
   * Something to ask.
   *
   * @param reader makes the value of a reply; throws {@link
   *     dev.quern.llm.reply.UnreadableReplyException} where it cannot
   */
  public static <T> ModelRequest<T> of(
      Provider provider,
      CallBudget caller,
      OfflineIntent wish,
      String prompt,
      Function<Reply, T> reader) {
    return new ModelRequest<>(provider, caller, wish, prompt, reader);
  }

  /** Shows the model an image beside the prompt. */
  public ModelRequest<T> withImage(String mediaType, byte[] image) {
    String base64 = Base64.getEncoder().encodeToString(image);
    UserMessage prompt = (UserMessage) messages.get(0);
    List<Content> contents = new ArrayList<>(prompt.contents());
    contents.add(0, ImageContent.from(base64, mediaType));
    messages.set(
        0, UserMessage.builder().contents(contents).attributes(prompt.attributes()).build());
    showsImage = true;
    return this;
  }

  public boolean showsImage() {
    return showsImage;
  }

  /** Holds the model to that form, where its server can do that. */
  public ModelRequest<T> withSchema(ReplySchema wanted) {
    form = wanted;
    return this;
  }

  /** Whether the model is still to be asked. */
  public boolean isOpen() {
    return value == null;
  }

  /** What was read. */
  public T value() {
    return Objects.requireNonNull(value, "not answered yet");
  }

  /** The messages as they go out; a new list each time, as the chat component writes into it. */
  public List<ChatMessage> messages() {
    return new ArrayList<>(messages);
  }

  public Provider provider() {
    return provider;
  }

  public CallBudget caller() {
    return caller;
  }

  public OfflineIntent wish() {
    return wish;
  }

  public @Nullable Integer maxTokens() {
    return maxTokens;
  }

  public @Nullable ReplySchema form() {
    return form;
  }

  public @Nullable ChatResponse response() {
    return response;
  }

  /** The request that is in flight. */
  public @Nullable ModelCall call() {
    return call;
  }

  public void call(@Nullable ModelCall inFlight) {
    call = inFlight;
  }

  public void received(ChatResponse received) {
    response = received;
  }

  public void read(Reply reply) {
    value = reader.apply(reply);
  }

  /** Asks again with more room, if that has not been done. */
  public boolean retryWithMoreTokens(int tokensUsed) {
    if (askedForMoreRoom) {
      return false;
    }
    askedForMoreRoom = true;
    maxTokens = Math.max(DEFAULT_ROOM, 2 * Math.max(tokensUsed, maxTokens == null ? 0 : maxTokens));
    return true;
  }

  /** Asks again and tells what was wrong, if that has not been done. */
  public boolean retryWithFeedback(String reply, String whatWasWrong) {
    if (askedToWriteAgain) {
      return false;
    }
    askedToWriteAgain = true;
    if (!reply.isBlank()) {
      messages.add(AiMessage.from(reply));
    }
    messages.add(user(whatWasWrong));
    return true;
  }

  /** Waits out one more rate limit, if it is not one too many. */
  public boolean countRateLimit() {
    rateLimits++;
    return rateLimits <= MAX_RATE_LIMITS;
  }

  private UserMessage user(String text) {
    // Attributes stay in this process: by them the model switch finds its way back to this.
    return UserMessage.builder()
        .addContent(TextContent.from(text))
        .attributes(Map.of(ATTRIBUTE, this))
        .build();
  }
}
