package dev.quern.chunk.text;

/** Sizes in Unicode code points. */
public final class CodePoints implements Measure {

  @Override
  public int limit(Window w, int from, int to, int size) {
    w.ensure(Math.min(to, from + reach(size)) + Window.LOOKAHEAD);
    return Math.min(to, w.indexAfter(from, size));
  }

  @Override
  public int overlapStart(Window w, int end, int size) {
    return w.indexBefore(end, size);
  }

  @Override
  public boolean fits(Window w, int from, int to, int size) {
    return to - from <= size || w.codePointCount(from, to) <= size;
  }

  @Override
  public boolean isAdditiveAt(Window w, int index) {
    return true;
  }

  @Override
  public long reach(int size) {
    return 2L * size;
  }
}
