package dev.quern.testing;

/** A request that is no chat, or none that can be read. */
record OtherCall(Playback playback) implements Call {

  @Override
  public void ended() {}

  @Override
  public void aborted() {}
}
