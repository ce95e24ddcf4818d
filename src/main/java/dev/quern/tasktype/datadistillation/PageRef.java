package dev.quern.tasktype.datadistillation;

/**
 * The first and the last entry of a page, by time and id: what is made or deleted meanwhile moves
 * no page. In the ledger it reads {@code TIME:ID..TIME:ID}, times in microseconds since 1970; a
 * page of one entry has one of both.
 */
record PageRef(long fromTime, String fromId, long toTime, String toId) {

  /** Between the two; ids hold no dot. */
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
