package dev.quern.llm.provider;

/** Is notified of changed and deleted providers. */
public interface ProviderListener {

  /** The provider's settings from the next call on; told in the transaction of the change. */
  default void changed(Provider now) {}

  /**
   * The provider is gone; told after the commit. Where another node has deleted it, this one is
   * told some seconds later, and only of a provider that it has used.
   */
  default void deleted(String id) {}
}
