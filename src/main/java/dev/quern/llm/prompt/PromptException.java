package dev.quern.llm.prompt;

import java.nio.file.Path;

/** A prompt that is missing, is malformed, or lacks a value for a placeholder. */
public class PromptException extends RuntimeException {

  private PromptException(String message, Throwable cause) {
    super(message, cause);
  }

  private PromptException(String message) {
    super(message);
  }

  static PromptException notFound(String name, String language) {
    return new PromptException(
        "There is no prompt \"%s\" in %s: put it at config/prompts/%s/%s.md."
            .formatted(name, language, language, name));
  }

  static PromptException unreadable(Path file, Throwable cause) {
    return new PromptException("The prompt file " + file + " could not be read: " + cause, cause);
  }

  static PromptException malformed(String name, String language, String problem) {
    return new PromptException(
        "The prompt \"%s\" in %s is not well formed: %s.".formatted(name, language, problem));
  }

  static PromptException missing(String name, String language, String placeholder) {
    return new PromptException(
        "The prompt \"%s\" in %s needs a value for {%s}, and none was given."
            .formatted(name, language, placeholder));
  }

  static PromptException unknown(String name, String language, String placeholder) {
    return new PromptException(
        "The prompt \"%s\" in %s has no placeholder {%s}, but a value was given for it."
            .formatted(name, language, placeholder));
  }
}
