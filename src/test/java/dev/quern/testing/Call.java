package dev.quern.testing;

import dev.quern.testing.RequestReader.HttpRequest;

/** A request that is being answered. */
interface Call {

  /** Decides on answers. Called on the loop's thread, so it must not block. */
  @FunctionalInterface
  interface Handler {
    Call handle(HttpRequest request);
  }

  Playback playback();

  /**
   * The answer ends as it was meant to. Called just before its last bytes are sent, so that a
   * client that has read them finds the call counted, and again after an end without bytes: the
   * first of all these calls counts.
   */
  void ended();

  /** The client closed the connection; counts unless the answer had ended. */
  void aborted();
}
