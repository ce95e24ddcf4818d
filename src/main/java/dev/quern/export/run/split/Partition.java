package dev.quern.export.run.split;

/** Things in groups that are joined: union-find, with the sizes of groups. */
public final class Partition {

  private final int[] above;
  private final int[] sizes;

  /**
   * @param sizes how much each thing counts
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

  /** The root of a group is its first member, whatever is joined in which order. */
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
