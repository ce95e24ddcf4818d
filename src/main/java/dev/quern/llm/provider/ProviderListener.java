package dev.quern.llm.provider;

/** Is notified of changed providers, in the transaction of the change. */
public interface ProviderListener {

  /** The provider's settings from the next call on. */
  void changed(Provider now);
}
