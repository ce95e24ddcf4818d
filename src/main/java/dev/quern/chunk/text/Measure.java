package dev.quern.chunk.text;

/** What the size of a chunk is counted in. */
public interface Measure {

  /** How far {@code size} reaches from {@code from}, at most {@code to}; reads on as needed. */
  int limit(Window w, int from, int to, int size);

  /** About where the last {@code size} before {@code end} start. */
  int overlapStart(Window w, int end, int size);

  /** Whether {@code from..to} is {@code size} long at most. */
  boolean fits(Window w, int from, int to, int size);

  /**
   * Whether a chunk that ends at {@code index}, within the limit, is known to fit: what is before
   * that place has the same size with or without what follows.
   */
  boolean isAdditiveAt(Window w, int index);

  /** Units that may have to be looked at for {@code size}. */
  long reach(int size);
}
