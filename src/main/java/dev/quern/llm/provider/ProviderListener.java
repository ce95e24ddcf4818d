package dev.quern.llm.provider;

/** Is told of providers that are set up otherwise than before, in the transaction that does it. */
public interface ProviderListener {

  /** From the next call on the provider is this one. */
  void changed(Provider now);
}
