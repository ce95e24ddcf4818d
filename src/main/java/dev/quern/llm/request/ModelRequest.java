package dev.quern.llm.request;

import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.quern.llm.provider.Provider;
import dev.quern.llm.reply.Fault;
import dev.quern.llm.reply.Reply;
import dev.quern.llm.reply.ReplyCheck;
import dev.quern.llm.reply.UnreadableReplyException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A request to a model, from the prompt to the value that is read from the reply. It is open until
 * it has its value. Within one attempt of the item, a reply that was cut off or could not be read
 * is asked for once more, and rate limits are waited for.
 */
public final class ModelRequest<T> {

  public static final String ATTRIBUTE = "quern.ask";

  /** So many are waited out in one attempt of an item. */
  private static final int MAX_RATE_LIMITS = 20;

  private final Provider provider;
  private final CallBudget caller;
  private final OfflineIntent wish;
  private final RequestReading<T> reading;
  private final RequestMessages messages;
  private final List<String> rawReplies = new ArrayList<>();
  private SecondAsk secondAsk = SecondAsk.with(() -> "");
  private @Nullable Integer maxTokens;
  private @Nullable ReplySchema form;
  private @Nullable ReplySchema held;
  private @Nullable Consumer<String> listener;
  private @Nullable ChatResponse response;
  private @Nullable ModelCall call;
  private @Nullable T value;
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
    this.reading = new RequestReading<>(reader);
    this.messages = new RequestMessages(this, prompt);
    this.maxTokens = provider.maxTokens();
  }

  /**
   * Creates a request.
   *
   * @param reader reads the value of a reply; throws {@link UnreadableReplyException} where it
   *     cannot
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
    messages.show(mediaType, image);
    return this;
  }

  public boolean showsImage() {
    return messages.showsImage();
  }

  /** Requests a JSON schema, if the server supports that; null for none. */
  public ModelRequest<T> withSchema(@Nullable ReplySchema wanted) {
    form = wanted;
    return this;
  }

  /** Sets what the model is told when its reply is rejected. */
  public ModelRequest<T> askedAgainWith(Supplier<String> words) {
    return askedAgain(SecondAsk.with(words));
  }

  /** Sets how the model is asked again when its reply is rejected. */
  public ModelRequest<T> askedAgain(SecondAsk second) {
    secondAsk = second;
    return this;
  }

  /**
   * Sets when a value is complete: a streamed reply that continues is then cut off. Only for
   * replies in JSON.
   */
  public ModelRequest<T> enoughWhen(Predicate<T> all) {
    reading.enoughWhen(all);
    return this;
  }

  /** Hands over the text of a streamed reply piece by piece, as it comes. */
  public ModelRequest<T> heardBy(Consumer<String> ear) {
    listener = ear;
    return this;
  }

  /** A piece of the reply's text came. */
  public void heard(String piece) {
    if (listener != null) {
      listener.accept(piece);
    }
  }

  /** Whether a reply that is not whole yet has all that was asked for. */
  public boolean hasEnough(Reply soFar) {
    return reading.hasEnough(soFar);
  }

  /** Whether a reply that is not whole yet will be refused, whatever follows. */
  public boolean isLost(Reply soFar) {
    return reading.isLost(soFar);
  }

  /** Adds a check of each value; checks run in the order of these calls. See {@link ReplyCheck}. */
  public ModelRequest<T> checkedBy(ReplyCheck<T> check) {
    reading.add(check);
    return this;
  }

  /** The faults that the value still has after asking again. */
  public Set<Fault> tolerated() {
    return reading.tolerated();
  }

  /** Whether the model must still be asked. */
  public boolean isOpen() {
    return value == null;
  }

  /** What was read. */
  public T value() {
    return Objects.requireNonNull(value, "not answered yet");
  }

  /** The messages to send; a new list each time, because the chat component changes it. */
  public List<ChatMessage> messages() {
    return messages.all();
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

  /** The part of the schema that the next request uses; null for none. */
  public @Nullable ReplySchema held() {
    return held;
  }

  public void hold(@Nullable ReplySchema allowed) {
    held = allowed;
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
    value = reading.read(reply, askedToWriteAgain);
  }

  /** Keeps a reply unchanged. */
  public void came(String reply) {
    rawReplies.add(reply);
  }

  /** All replies, in order. */
  public List<String> rawReplies() {
    return List.copyOf(rawReplies);
  }

  /**
   * Asks again with twice the provider's token limit, if that has not been done; not without such a
   * limit, because then the server gave all it could.
   */
  public boolean retryWithMoreTokens() {
    Integer set = provider.maxTokens();
    if (askedForMoreRoom || set == null) {
      return false;
    }
    askedForMoreRoom = true;
    maxTokens = (int) Math.min(Integer.MAX_VALUE, 2L * set);
    return true;
  }

  /**
   * Asks again and states the required form, if that has not been done.
   *
   * @param shown whether the model sees what it wrote; it copies an echo and continues with a loop
   * @param echo whether it wrote what it read in the prompt
   */
  public boolean retryWithFeedback(String reply, boolean shown, boolean echo) {
    if (askedToWriteAgain) {
      return false;
    }
    askedToWriteAgain = true;
    if (echo) {
      messages.rephrase(secondAsk.afterEcho());
    }
    String words = secondAsk.words().get();
    if (words.isEmpty()) {
      return true;
    }
    if (shown && !reply.isBlank()) {
      messages.answer(reply, words);
    } else {
      messages.add(words);
    }
    return true;
  }

  /** Counts one more rate limit; false if there were too many. */
  public boolean countRateLimit() {
    rateLimits++;
    return rateLimits <= MAX_RATE_LIMITS;
  }
}
