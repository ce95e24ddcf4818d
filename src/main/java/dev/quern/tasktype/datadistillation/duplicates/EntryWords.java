package dev.quern.tasktype.datadistillation.duplicates;

import dev.quern.llm.reply.text.QuestionKey;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.text.Normalizer;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.cjk.CJKBigramFilter;
import org.apache.lucene.analysis.standard.StandardTokenizer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.jspecify.annotations.Nullable;

/**
 * The words of texts: by Unicode's rules for words (UAX 29), Chinese, Japanese and Korean by pairs
 * of characters; without case and punctuation. Not thread-safe.
 */
final class EntryWords {

  private static final Locale TURKISH = Locale.forLanguageTag("tr");

  private final StandardTokenizer tokenizer = new StandardTokenizer();
  private final TokenStream words = new CJKBigramFilter(tokenizer);
  private final CharTermAttribute term = words.getAttribute(CharTermAttribute.class);

  /** The words that a text holds, each once. */
  Set<String> of(String text, @Nullable String language) {
    Set<String> found = new LinkedHashSet<>();
    try {
      tokenizer.setReader(new StringReader(folded(text, language)));
      words.reset();
      while (words.incrementToken()) {
        found.add(term.toString());
      }
      words.end();
      words.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }

  /** The key of a question; equal questions have equal keys. */
  static String normalised(String question, @Nullable String language) {
    return QuestionKey.of(question, isTurkish(question, language) ? TURKISH : Locale.ROOT);
  }

  /** Compatible forms as one (NFKC), quotation marks straight, small letters. */
  private static String folded(String text, @Nullable String language) {
    String one = Normalizer.normalize(text, Normalizer.Form.NFKC);
    one = one.replace('’', '\'').replace('‘', '\'').replace('“', '"').replace('”', '"');
    return one.toLowerCase(isTurkish(one, language) ? TURKISH : Locale.ROOT);
  }

  /** A dotless i has its own capital there; letters tell where the language is not known. */
  private static boolean isTurkish(String text, @Nullable String language) {
    return language == null
        ? text.chars().anyMatch(c -> "ğĞşŞıİ".indexOf(c) >= 0)
        : language.equals("tr");
  }

  /** Words as a stream that filters take; for one pass at a time. */
  static final class Stream extends TokenStream {

    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private java.util.Iterator<String> words = Set.<String>of().iterator();

    void set(Collection<String> all) {
      words = all.iterator();
    }

    @Override
    public boolean incrementToken() {
      clearAttributes();
      if (!words.hasNext()) {
        return false;
      }
      term.setEmpty().append(words.next());
      return true;
    }
  }
}
