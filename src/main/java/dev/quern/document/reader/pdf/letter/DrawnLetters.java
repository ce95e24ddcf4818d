package dev.quern.document.reader.pdf.letter;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.pdfbox.text.TextPosition;
import org.jspecify.annotations.Nullable;

/**
 * The letters of a page, to know words again that are drawn once more at almost the same place, as
 * is done to make them look bold or to give them a shadow. Of a word that is only partly there
 * nothing is left out: its letters would fall apart.
 */
public final class DrawnLetters {

  /** Letters of one kind are kept by bands of the page, so high, in points. */
  private static final float BAND = 8;

  /** Of the width of a letter, and of its size: the widths that fonts declare may be wrong. */
  private static final float WIDTH = 1 / 3f;

  private static final float SIZE = 0.1f;

  private final Map<Long, Places> places = new HashMap<>();

  private static final class Places {
    private float[] across = new float[4];
    private float[] down = new float[4];
    private int count;

    void add(float x, float y) {
      if (count == across.length) {
        across = Arrays.copyOf(across, 2 * count);
        down = Arrays.copyOf(down, 2 * count);
      }
      across[count] = x;
      down[count++] = y;
    }

    boolean has(float x, float y, float near) {
      for (int i = count - 1; i >= 0; i--) {
        if (Math.abs(across[i] - x) < near && Math.abs(down[i] - y) < near) {
          return true;
        }
      }
      return false;
    }
  }

  /** Whether all letters of the word were drawn before; keeps those that were not. */
  public boolean again(List<TextPosition> word) {
    boolean again = true;
    for (TextPosition letter : word) {
      again = again(letter) && again;
    }
    return again;
  }

  /**
   * The letters of a word in which each may be drawn again before the next one; the same list where
   * none is, and where the text is not what its letters are in turn.
   */
  public static List<TextPosition> once(String text, List<TextPosition> word) {
    List<TextPosition> once = new ArrayList<>();
    for (TextPosition letter : word) {
      if (once.isEmpty() || !isSame(once.get(once.size() - 1), letter)) {
        once.add(letter);
      }
    }
    return once.size() == word.size() || !text(word).equals(text) ? word : once;
  }

  public static String text(List<TextPosition> letters) {
    StringBuilder text = new StringBuilder();
    letters.forEach(letter -> text.append(letter.getUnicode()));
    return text.toString();
  }

  private static boolean isSame(TextPosition one, TextPosition other) {
    float near = near(other);
    return one.getUnicode() != null
        && one.getUnicode().equals(other.getUnicode())
        && Math.abs(one.getXDirAdj() - other.getXDirAdj()) < near
        && Math.abs(one.getYDirAdj() - other.getYDirAdj()) < near;
  }

  /** How far from each other a letter and what is drawn again of it are at most. */
  private static float near(TextPosition letter) {
    return Math.min(WIDTH * letter.getWidthDirAdj(), SIZE * RaisedText.size(letter));
  }

  private boolean again(TextPosition letter) {
    String text = letter.getUnicode();
    if (text == null || text.isBlank()) {
      return true;
    }
    float x = letter.getXDirAdj();
    float y = letter.getYDirAdj();
    float near = near(letter);
    int kind = text.length() == 1 ? text.charAt(0) : text.hashCode();
    long band = band(y);
    long above = band(y - near);
    long below = band(y + near);
    Places same = places.get(key(kind, band));
    if (isIn(same, x, y, near)
        || above != band && isIn(places.get(key(kind, above)), x, y, near)
        || below != band && isIn(places.get(key(kind, below)), x, y, near)) {
      return true;
    }
    if (same == null) {
      same = new Places();
      places.put(key(kind, band), same);
    }
    same.add(x, y);
    return false;
  }

  private static boolean isIn(@Nullable Places places, float x, float y, float near) {
    return places != null && places.has(x, y, near);
  }

  private static long band(float y) {
    return (long) Math.floor(y / BAND);
  }

  private static long key(int kind, long band) {
    return (long) kind << 32 | band & 0xFFFF_FFFFL;
  }
}
