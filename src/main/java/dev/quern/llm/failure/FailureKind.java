package dev.quern.llm.failure;

/** The classes of failure of a model call; each has a rule of its own. */
public enum FailureKind {
  /** 429, or 503 or 529 with Retry-After: waited out, at no attempt of the item for 20 times. */
  RATE_LIMITED("rate-limited"),
  /** 5xx, or a reply that is not a chat completion: retried. */
  SERVER_ERROR("server-error"),
  /** No complete reply in time: retried. */
  TIMEOUT("timeout"),
  /** The connection was refused or lost: retried. */
  CONNECTION("connection"),
  /** 401, 403, or an account without credit: no item of the task can succeed. */
  UNAUTHORIZED("key-refused"),
  /** 404: the model or address does not exist, for any item. */
  NO_SUCH_MODEL("no-such-model"),
  /** 400, 413 or 422: the request is refused, and a retry would be too. */
  BAD_REQUEST("bad-request"),
  /** The provider's filter withheld the reply. */
  CONTENT_FILTERED("content-filtered"),
  /** Cut off at the token limit, even after the limit was raised. */
  TRUNCATED("cut-off"),
  /** The reply could not be read, even after asking again. */
  UNREADABLE("unreadable"),
  /** The reply repeats the prompt, even after asking again. */
  ECHO("echo"),
  /** The reply repeats itself until it is cut off, or even after asking again. */
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

  /**
   * The name in JSON, in metrics and in the ledger; it stays the same if the constant is renamed.
   */
  public String wireName() {
    return wireName;
  }
}
