package dev.quern.document.reader.pdf;

import dev.quern.document.reader.pdf.Rulings.Ruling;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The cells between lines that meet, from the top left; a cell may span rows and columns. */
final class RuledGrid {

  private static final float NEAR = 2.5f;
  private static final long MAX_WORK = 5_000_000;

  /** A cell's place in the grid. */
  record Area(int row, int column, int rows, int columns) {}

  private final List<Ruling> level;
  private final List<Ruling> upright;

  /** Where rows and columns begin and end; rows go down. */
  final List<Float> ys;

  final List<Float> xs;

  private RuledGrid(List<Ruling> rulings) {
    this.level = rulings.stream().filter(Ruling::level).toList();
    this.upright = rulings.stream().filter(ruling -> !ruling.level()).toList();
    this.xs = places(upright);
    this.ys = places(level);
  }

  /** Groups of lines that meet and part at least two columns and two rows. */
  static List<RuledGrid> of(List<Ruling> rulings) {
    List<RuledGrid> grids = new ArrayList<>();
    List<Ruling> rest = new ArrayList<>(rulings);
    while (!rest.isEmpty()) {
      List<Ruling> group = new ArrayList<>(List.of(rest.remove(rest.size() - 1)));
      for (int i = 0; i < group.size(); i++) {
        Ruling one = group.get(i);
        for (int j = rest.size() - 1; j >= 0; j--) {
          if (meet(one, rest.get(j))) {
            group.add(rest.remove(j));
          }
        }
      }
      RuledGrid grid = new RuledGrid(group);
      long work = (long) grid.xs.size() * grid.ys.size() * group.size();
      if (grid.xs.size() > 2 && grid.ys.size() > 2 && work <= MAX_WORK) {
        grids.add(grid);
      }
    }
    return grids;
  }

  private static boolean meet(Ruling a, Ruling b) {
    if (a.level() == b.level()) {
      return Math.abs(a.at() - b.at()) <= NEAR
          && a.from() <= b.to() + NEAR
          && b.from() <= a.to() + NEAR;
    }
    return a.at() >= b.from() - NEAR
        && a.at() <= b.to() + NEAR
        && b.at() >= a.from() - NEAR
        && b.at() <= a.to() + NEAR;
  }

  private static List<Float> places(List<Ruling> rulings) {
    List<Float> places = new ArrayList<>();
    for (float at : rulings.stream().map(Ruling::at).sorted().toList()) {
      if (places.isEmpty() || at - places.get(places.size() - 1) > NEAR) {
        places.add(at);
      }
    }
    return places;
  }

  float left() {
    return xs.get(0);
  }

  float right() {
    return xs.get(xs.size() - 1);
  }

  float top() {
    return ys.get(0);
  }

  float bottom() {
    return ys.get(ys.size() - 1);
  }

  /** The column of a place; -1 where it is outside. */
  int column(float x) {
    return between(xs, x);
  }

  int row(float y) {
    return between(ys, y);
  }

  private static int between(List<Float> places, float at) {
    for (int i = 0; i + 1 < places.size(); i++) {
      if (at >= places.get(i) && at < places.get(i + 1)) {
        return i;
      }
    }
    return -1;
  }

  /** The cells; null where what the lines enclose are not rectangles. */
  @Nullable List<Area> areas() {
    int rows = ys.size() - 1;
    int columns = xs.size() - 1;
    boolean[][] taken = new boolean[rows][columns];
    List<Area> areas = new ArrayList<>();
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < columns; column++) {
        if (taken[row][column]) {
          continue;
        }
        int wide = 1;
        while (column + wide < columns && !wall(upright, xs.get(column + wide), ys, row)) {
          wide++;
        }
        int high = 1;
        while (row + high < rows && !wall(level, ys.get(row + high), xs, column)) {
          high++;
        }
        for (int r = row; r < row + high; r++) {
          for (int c = column; c < column + wide; c++) {
            if (taken[r][c]) {
              return null;
            }
            taken[r][c] = true;
          }
        }
        areas.add(new Area(row, column, high, wide));
      }
    }
    return areas;
  }

  /** Whether a line runs at {@code at} along the middle of that row or column. */
  private static boolean wall(List<Ruling> rulings, float at, List<Float> places, int index) {
    float middle = (places.get(index) + places.get(index + 1)) / 2;
    return rulings.stream()
        .anyMatch(
            one -> Math.abs(one.at() - at) <= NEAR && one.from() < middle && one.to() > middle);
  }
}
