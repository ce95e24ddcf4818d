package dev.quern.llm.limit;

/** A request waited for a provider that has another address, key or model by now. */
public final class OutdatedRequestException extends RuntimeException {

  OutdatedRequestException() {
    super("made for a provider as it was before");
  }
}
