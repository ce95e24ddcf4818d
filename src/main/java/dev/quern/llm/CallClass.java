package dev.quern.llm;

import java.util.Locale;

/** The classes of failure of a model call; each has a rule of its own. */
public enum CallClass {
  /** 429, or 503 with Retry-After: waited out, costs the item no attempt. */
  RATE_LIMITED,
  /** 5xx, or a reply that is no chat completion: tried again. */
  SERVER_ERROR,
  /** No complete reply in time: tried again. */
  TIMEOUT,
  /** Refused or lost: tried again. */
  CONNECTION,
  /** 401, 403: no item of the task can do better. */
  KEY_REFUSED,
  /** 404: there is no such model or address, for any item. */
  NO_SUCH_MODEL,
  /** 400, 413, 422: this request will not do. */
  BAD_REQUEST,
  /** The provider's filter withheld the reply. */
  CONTENT_FILTERED,
  /** Cut off at the most tokens, also with more room. */
  CUT_OFF,
  /** Could not be read, also when asked again. */
  UNREADABLE,
  /** The offline provider finds no sentence in the text to work with. */
  NO_SENTENCE,
  /** The offline provider cannot do this, for any item. */
  CANNOT,
  /** The caller was told to stop. */
  STOPPED;

  /** The name in JSON, in meters and in the ledger. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
