package dev.quern.testing;

/** A chat request under way: leaves the traffic once, however it ends. */
final class ChatCall implements Call {

  private final Traffic traffic;
  private final int status;
  private final Playback playback;
  private boolean open = true;

  ChatCall(Traffic traffic, int status, Playback playback) {
    this.traffic = traffic;
    this.status = status;
    this.playback = playback;
  }

  @Override
  public Playback playback() {
    return playback;
  }

  @Override
  public void ended() {
    if (open) {
      open = false;
      traffic.ended(status);
    }
  }

  @Override
  public void aborted() {
    if (open) {
      open = false;
      traffic.left();
    }
  }
}
