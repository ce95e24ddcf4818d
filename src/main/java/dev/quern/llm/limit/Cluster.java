package dev.quern.llm.limit;

/** The nodes that share the limits of providers, as this node currently knows them. */
public interface Cluster {

  /** A node that shares with no other. */
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

  /** The states of a node. */
  enum State {
    /** It has joined, but not all others know it yet; or it has lost its lease. */
    WAITING,
    /** There is no other node: it has the limits for itself, without database access. */
    ALONE,
    /** There are other nodes: places and rates are granted. */
    AMONG_OTHERS
  }

  /** The units of a rate. */
  enum UnitKind {
    REQUESTS,
    TOKENS
  }

  /** Adds a share of one more provider. */
  void joined(ProviderShare share);

  /** The current state of this node. */
  State state();

  /** Asks for more places for this node; returns at once. */
  void requestPlaces(ProviderShare share);

  /** Asks for more units of a shared rate for this node; returns at once. */
  void unitsWanted(ProviderShare share, UnitKind kind);
}
