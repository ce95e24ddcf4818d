package dev.quern.llm;

import dev.langchain4j.model.output.FinishReason;
import dev.quern.llm.reply.Reply;
import dev.quern.llm.reply.text.Repetition;
import dev.quern.llm.reply.text.ThoughtOpeners;
import dev.quern.llm.request.ModelRequest;
import org.jspecify.annotations.Nullable;

/**
 * Checks a streamed reply from time to time, and decides when to stop it: when it has everything
 * that was asked for but continues, or when it repeats itself or the prompt.
 */
public final class StreamWatch {

  /** Characters between two checks. */
  private static final int STEP = 80;

  private static final int LOOP_STEP = 400;

  /** Characters at the beginning that hold the first echoed words, if an echo is all that comes. */
  private static final int OPENING = 80;

  private final ModelRequest<?> modelRequest;
  private int nextLook = STEP;
  private int nextLoopLook = LOOP_STEP;
  private boolean openingLooked;
  private int nextThoughtLook = LOOP_STEP;
  private boolean enough;

  public StreamWatch(ModelRequest<?> modelRequest) {
    this.modelRequest = modelRequest;
  }

  /**
   * Why to stop the reply here: STOP if it is complete or an echo, LENGTH if it loops; null to read
   * on.
   */
  public @Nullable FinishReason ofText(StringBuilder text) {
    if (text.length() >= nextLook) {
      nextLook = text.length() + STEP;
      if (enough) {
        return FinishReason.STOP;
      }
      enough = isJson(text) && modelRequest.hasEnough(new Reply(text.toString(), null, true));
    }
    if (text.length() >= nextLoopLook) {
      nextLoopLook = text.length() + LOOP_STEP;
      if (Repetition.isEndless(text)) {
        return FinishReason.LENGTH;
      }
      if (!openingLooked) {
        openingLooked = true;
        return isEchoFromTheStart(text) ? FinishReason.STOP : null;
      }
    }
    return null;
  }

  /**
   * Only the beginning is looked at: until its closing tag comes, the text may be reasoning, which
   * speaks of the rules of the prompt.
   */
  private boolean isEchoFromTheStart(StringBuilder text) {
    return !isJson(text)
        && !ThoughtOpeners.begin(text.substring(0, OPENING))
        && modelRequest.isLost(Reply.of(text.substring(0, OPENING)));
  }

  /** The same for reasoning, which is only checked for loops. */
  public @Nullable FinishReason ofThoughts(StringBuilder thoughts) {
    if (thoughts.length() < nextThoughtLook) {
      return null;
    }
    nextThoughtLook = thoughts.length() + LOOP_STEP;
    return Repetition.isEndless(thoughts) ? FinishReason.LENGTH : null;
  }

  /** Only JSON counts as complete: a list in plain text may be a draft, or more may follow. */
  private static boolean isJson(StringBuilder text) {
    String start = text.substring(0, Math.min(40, text.length())).strip();
    return start.startsWith("{") || start.startsWith("[") || start.startsWith("```json");
  }
}
