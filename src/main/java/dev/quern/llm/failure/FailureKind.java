package dev.quern.llm.failure;

/** The classes of failure of a model call; each has a rule of its own. */
public enum FailureKind {
  /** 429, or 503 with Retry-After: waited out, and costs the item no attempt for 20 times. */
  RATE_LIMITED("rate-limited"),
  /** 5xx, or a reply that is no chat completion: tried again. */
  SERVER_ERROR("server-error"),
  /** No complete reply in time: tried again. */
  TIMEOUT("timeout"),
  /** Refused or lost: tried again. */
  CONNECTION("connection"),
  /** 401, 403: no item of the task can do better. */
  UNAUTHORIZED("key-refused"),
  /** 404: there is no such model or address, for any item. */
  NO_SUCH_MODEL("no-such-model"),
  /** 400, 413, 422: this request will not do. */
  BAD_REQUEST("bad-request"),
  /** The provider's filter withheld the reply. */
  CONTENT_FILTERED("content-filtered"),
  /** Cut off at the most tokens, also with more room. */
  TRUNCATED("cut-off"),
  /** Could not be read, also when asked again. */
  UNREADABLE("unreadable"),
  /** Repeats the words of the prompt, also when asked again. */
  ECHO("echo"),
  /** Says the same thing again and again, until it is cut off. */
  REPETITION("repetition"),
  /** The offline provider finds no sentence in the text to work with. */
  NO_SOURCE_SENTENCE("no-sentence"),
  /** The offline provider cannot do this, for any item. */
  UNSUPPORTED("cannot"),
  /** The caller was told to stop. */
  STOPPED("stopped");

  private final String wireName;

  FailureKind(String wireName) {
    this.wireName = wireName;
  }

  /** The name in JSON, in meters and in the ledger; it stays when the constant is renamed. */
  public String wireName() {
    return wireName;
  }
}
