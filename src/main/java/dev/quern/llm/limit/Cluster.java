package dev.quern.llm.limit;

/** The nodes that share the providers' limits, as this one knows them at the moment. */
public interface Cluster {

  /** A node that shares with nobody. */
  Cluster ALONE =
      new Cluster() {
        @Override
        public void joined(ProviderShare share) {}

        @Override
        public State state() {
          return State.ALONE;
        }

        @Override
        public void requestPlaces(ProviderShare share) {}

        @Override
        public void unitsWanted(ProviderShare share, UnitKind kind) {}
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

  /** This node has a share of one more provider. */
  void joined(ProviderShare share);

  /** What this node may do now. */
  State state();

  /** This node would use more places than it has; returns at once. */
  void requestPlaces(ProviderShare share);

  /** This node has work for more units of a shared rate; returns at once. */
  void unitsWanted(ProviderShare share, UnitKind kind);
}
