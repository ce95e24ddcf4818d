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

  public static final String ATTRIBUTE = "quern.model-request";

  private final Provider provider;
  private final CallBudget budget;
  private final OfflineIntent intent;
  private final RequestReading<T> reading;
  private final RequestMessages messages;
  private final RequestRetries retries;
  private final List<String> rawReplies = new ArrayList<>();
  private @Nullable ReplySchema form;
  private @Nullable ReplySchema held;
  private @Nullable Consumer<String> listener;
  private @Nullable ChatResponse response;
  private @Nullable ModelCall call;
  private @Nullable T value;

  private ModelRequest(
      Provider provider,
      CallBudget budget,
      OfflineIntent intent,
      String prompt,
      Function<Reply, T> reader) {
    this.provider = provider;
    this.budget = budget;
    this.intent = intent;
    this.reading = new RequestReading<>(reader);
    this.messages = new RequestMessages(this, prompt);
    this.retries = new RequestRetries(messages, provider.maxTokens());
  }

  /**
   * Creates a request.
   *
   * @param reader reads a reply's value, or throws {@link UnreadableReplyException}
   */
  public static <T> ModelRequest<T> of(
      Provider provider,
      CallBudget budget,
      OfflineIntent intent,
      String prompt,
      Function<Reply, T> reader) {
    return new ModelRequest<>(provider, budget, intent, prompt, reader);
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
    retries.by(second);
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

  /** Whether the prompt has these words, as it is sent next or was sent last. */
  public boolean says(String words) {
    return messages.say(words);
  }

  public Provider provider() {
    return provider;
  }

  public CallBudget budget() {
    return budget;
  }

  public OfflineIntent intent() {
    return intent;
  }

  public @Nullable Integer maxTokens() {
    return retries.maxTokens();
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
    value = reading.read(reply, retries.gaveFeedback());
  }

  /** What was asked again, and may be. */
  public RequestRetries retries() {
    return retries;
  }

  /** Keeps a reply unchanged. */
  public void came(String reply) {
    rawReplies.add(reply);
  }

  /** All replies, in order. */
  public List<String> rawReplies() {
    return List.copyOf(rawReplies);
  }
}
