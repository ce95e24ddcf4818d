package dev.quern.tasktype.datadistillation.duplicates;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.StringHelper;

/**
 * The facts that distinguish two entries even if their words are similar: numbers with their signs,
 * powers and units, versions and names with digits, operators, flags, code, and C, C++ and C#.
 * Their order counts: "from 5 to 10" is not "from 10 to 5".
 */
public final class Facts {

  private static final Pattern FACT =
      Pattern.compile(
          "`[^`]+`" // code
              + "|(?<![\\p{L}\\p{N}])[-−+±]?\\d+(?:[.,:/×x^–-]?\\d+)*+[⁰¹²³⁴-⁹₀-₉½¼¾%‰°!]*"
              + "(?:[ \\u00A0]?(?:[°µμΩ%‰$€£¥²³]|(?![a-z]*[aeiouy])[A-Za-zµμΩ]{1,3}"
              + "|[a-z]?[A-Z][A-Za-z]?){1,6}[²³⁻¹]*(?![\\p{L}]))?" // a number and its unit
              + "|\\p{L}[\\p{L}_]*(?:\\+\\+|#|\\+(?!\\p{L}))" // C++, F#
              + "|\\p{L}[\\p{L}_]*[\\p{Nd}⁰¹²³⁴-⁹₀-₉][\\p{L}\\p{N}._]*\\p{N}*" // B12, x², v1.2
              + "|(?<![\\p{L}\\p{N}-])--?[A-Za-z][\\w-]*" // flags
              + "|(?<!\\p{L})\\p{L}!|\\)!" // factorials
              + "|[<>=!]=|[-=]>|&&|\\|\\|"
              + "|[<>=≤≥≠≈±×÷√∞∈∉⊂⊃∧∨¬→←↔^+$€£¥%‰]"
              + "|[\\p{No}\\p{Nl}]+"
              + "|(?i:\\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen"
              + "|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty"
              + "|sixty|seventy|eighty|ninety|hundred|thousand|million|billion)\\b)"
              + "|[二三四五六七八九十百千万萬亿億]+"
              + "|\\p{Nd}+");

  private Facts() {}

  /** A 64-bit hash, equal for entries with the same facts. */
  public static long hash(String question, String answer) {
    StringBuilder all = new StringBuilder();
    collect(question, all);
    all.append('\n');
    collect(answer, all);
    BytesRef bytes = new BytesRef(all);
    long high = StringHelper.murmurhash3_x86_32(bytes, 1);
    return high << 32 | StringHelper.murmurhash3_x86_32(bytes, 2) & 0xffffffffL;
  }

  private static void collect(String text, StringBuilder facts) {
    Matcher matcher = FACT.matcher(Normalizer.normalize(text, Normalizer.Form.NFC));
    while (matcher.find()) {
      String fact = matcher.group().replaceAll("[ \\u00A0]", "");
      boolean word = fact.length() > 2 && fact.chars().allMatch(Character::isLetter);
      facts.append(word ? fact.toLowerCase(Locale.ROOT) : fact).append(' ');
    }
  }
}
