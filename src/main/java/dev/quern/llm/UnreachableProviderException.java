package dev.quern.llm;

/** A provider's server does not say what it is asked; the message says why, for people. */
public final class UnreachableProviderException extends RuntimeException {

  UnreachableProviderException(ModelCallException cause) {
    super(cause.getMessage(), cause);
  }
}
