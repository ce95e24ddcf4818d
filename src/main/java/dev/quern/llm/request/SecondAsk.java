package dev.quern.llm.request;

import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * How a model is asked again when its reply is rejected.
 *
 * @param words the required form, briefly and in the task's language; empty for nothing more. It
 *     never says what was wrong, because models repeat that
 * @param afterEcho the prompt without what the model copied from it
 */
public record SecondAsk(Supplier<String> words, UnaryOperator<String> afterEcho) {

  /** With the same prompt. */
  public static SecondAsk with(Supplier<String> words) {
    return new SecondAsk(words, UnaryOperator.identity());
  }
}
