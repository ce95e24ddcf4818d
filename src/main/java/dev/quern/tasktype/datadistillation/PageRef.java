package dev.quern.tasktype.datadistillation;

/**
 * The first and the last entry of a page, by time and id, so that new or deleted entries do not
 * move pages. In the ledger it is written as {@code TIME:ID..TIME:ID}, with times in microseconds
 * since 1970; a page of one entry has one part.
 */
record PageRef(long fromTime, String fromId, long toTime, String toId) {

  /** The separator of the two; ids contain no dots. */
  static final String BETWEEN = "..";

  static PageRef of(String ref) {
    int cut = ref.indexOf(BETWEEN);
    String from = cut < 0 ? ref : ref.substring(0, cut);
    String to = cut < 0 ? ref : ref.substring(cut + BETWEEN.length());
    return new PageRef(time(from), id(from), time(to), id(to));
  }

  private static long time(String key) {
    return Long.parseLong(key.substring(0, key.indexOf(':')));
  }

  private static String id(String key) {
    return key.substring(key.indexOf(':') + 1);
  }
}
