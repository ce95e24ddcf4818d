package dev.quern.llm.failure;

/** A provider's server does not say what it is asked; the message says why, for people. */
public final class UnreachableProviderException extends RuntimeException {

  public UnreachableProviderException(ModelCallException cause) {
    super(cause.getMessage(), cause);
  }
}
