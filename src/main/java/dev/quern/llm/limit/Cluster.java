package dev.quern.llm.limit;

/** The nodes that share the providers' limits, as this one knows them at the moment. */
public interface Cluster {

  /** A node that shares with nobody. */
  Cluster ALONE =
      new Cluster() {
        @Override
        public void joined(Limiter limiter) {}

        @Override
        public State state() {
          return State.ALONE;
        }

        @Override
        public void wanted(Limiter limiter) {}

        @Override
        public void unitsWanted(Limiter limiter, UnitKind kind) {}
      };

  /** What a node may do. */
  enum State {
    /** It has joined, and not all others know it yet; or it has lost its lease. */
    WAITING,
    /** There is no other: the limits are its own, without a look at the database. */
    ALONE,
    /** There are others: places and rates are granted. */
    AMONG_OTHERS
  }

  /** What a rate counts. */
  enum UnitKind {
    REQUESTS,
    TOKENS
  }

  /** There is another limiter to hand places and rates to. */
  void joined(Limiter limiter);

  /** What this node may do now. */
  State state();

  /** A limiter would use more places than it has; returns at once. */
  void wanted(Limiter limiter);

  /** A limiter has work for more units of a shared rate; returns at once. */
  void unitsWanted(Limiter limiter, UnitKind kind);
}
