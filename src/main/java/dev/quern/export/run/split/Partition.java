package dev.quern.export.run.split;

/** Union-find with the sizes of groups. */
public final class Partition {

  private final int[] above;
  private final int[] sizes;

  /**
   * @param sizes the size of each element
   */
  public Partition(int[] sizes) {
    this.sizes = sizes.clone();
    above = new int[sizes.length];
    for (int i = 0; i < above.length; i++) {
      above[i] = i;
    }
  }

  public int root(int thing) {
    int at = thing;
    while (above[at] != at) {
      above[at] = above[above[at]];
      at = above[at];
    }
    return at;
  }

  /**
   * Joins two groups. The root of a group is its first element, independent of the order of joins.
   */
  public void join(int one, int other) {
    int a = root(one);
    int b = root(other);
    if (a != b) {
      above[Math.max(a, b)] = Math.min(a, b);
      sizes[Math.min(a, b)] += sizes[Math.max(a, b)];
    }
  }

  public boolean areTogether(int one, int other) {
    return root(one) == root(other);
  }

  public int size(int root) {
    return sizes[root];
  }

  public int groups() {
    int count = 0;
    for (int i = 0; i < above.length; i++) {
      count += above[i] == i ? 1 : 0;
    }
    return count;
  }
}
