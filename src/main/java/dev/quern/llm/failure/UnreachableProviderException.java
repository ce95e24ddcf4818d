package dev.quern.llm.failure;

/** A provider's server gives no usable answer; the message says why. */
public final class UnreachableProviderException extends RuntimeException {

  public UnreachableProviderException(ModelCallException cause) {
    super(cause.getMessage(), cause);
  }
}
