package dev.quern.llm.offline;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * The words of a sentence as they are compared: stems of Latin words (their first letters, which
 * serves Turkish endings as well), pairs of Chinese characters, numbers whole.
 */
final class WordStems {

  private static final int STEM = 6;

  static final Set<String> COMMON =
      new HashSet<>(
          List.of(
              ("a an and are as at be been being but by can could did do does for from had has have he her his how"
                      + " if in into is it its it's may might more most must not of on one only or other our over she"
                      + " should so some such than that the their them then there these they this those through to"
                      + " under until up us was we were what when where which while who whom whose why will with would"
                      + " you your about after all also any because before between both during each every many no"
                      + " since very known connected whom"
                      + " ve ile bir bu şu o da de ki mi mı mu mü için gibi kadar daha en çok az her bazı ise veya ya"
                      + " ama fakat ancak çünkü olarak olan oldu olur ne neden nasıl hangi kim kimin kaç nerede zaman"
                      + " nedir nelerdir var yok göre sonra önce ayrıca tarafından arasında üzerinde hem diye onu"
                      + " bunun onun bunlar onlar arasındaki bağlantı hakkında bilinen vardır")
                  .split(" ")));

  private WordStems() {}

  static List<String> of(String text, Locale locale) {
    List<String> words = new ArrayList<>();
    int length = text.length();
    for (int i = 0; i < length; ) {
      char c = text.charAt(i);
      if (isHan(c)) {
        if (i + 1 < length && isHan(text.charAt(i + 1))) {
          words.add(text.substring(i, i + 2));
        }
        i++;
      } else if (Character.isLetterOrDigit(c)) {
        int end = i + 1;
        while (end < length && inWord(text, end)) {
          end++;
        }
        add(text.substring(i, end).toLowerCase(locale), words);
        i = end;
      } else {
        i++;
      }
    }
    return words;
  }

  static boolean isHan(char c) {
    return c >= '\u3400' && c <= '\u9FFF';
  }

  private static boolean inWord(String text, int at) {
    char c = text.charAt(at);
    boolean separator =
        (c == '.' || c == ',')
            && Character.isDigit(text.charAt(at - 1))
            && at + 1 < text.length()
            && Character.isDigit(text.charAt(at + 1));
    return separator || (Character.isLetterOrDigit(c) && !isHan(c));
  }

  private static void add(String word, List<String> words) {
    if (!COMMON.contains(word)) {
      boolean cut = word.length() > STEM && Character.isLetter(word.charAt(0));
      String stem = cut ? word.substring(0, STEM) : word;
      boolean plural = !cut && stem.length() > 3 && stem.endsWith("s") && !stem.endsWith("ss");
      words.add(plural ? stem.substring(0, stem.length() - 1) : stem);
    }
  }
}
