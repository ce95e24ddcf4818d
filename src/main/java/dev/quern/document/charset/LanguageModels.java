package dev.quern.document.charset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The models of the languages, each made from its counts of letters in {@code charset/} of the
 * class path when it is first asked for; the README there tells the format.
 */
final class LanguageModels {

  private static final Map<String, LanguageModel> MODELS = new ConcurrentHashMap<>();

  private LanguageModels() {}

  static LanguageModel of(String language) {
    return MODELS.computeIfAbsent(language, LanguageModels::load);
  }

  private static LanguageModel load(String language) {
    List<String> lines = lines(language);
    List<String> counts = lines.subList(1, lines.size());
    return switch (language) {
      case "zh-Hans" ->
          LanguageModel.wide(
              counts, FrequentCharacters.HAN, FrequentCharacters.level("GB2312", 0xB0, 0xD7));
      case "zh-Hant" ->
          LanguageModel.wide(
              counts, FrequentCharacters.HAN, FrequentCharacters.level("Big5", 0xA4, 0xC6));
      case "ja" -> LanguageModel.wide(counts, "", FrequentCharacters.level("EUC-JP", 0xA4, 0xCF));
      case "ko" ->
          LanguageModel.wide(
              counts, FrequentCharacters.HANGUL, FrequentCharacters.level("EUC-KR", 0xB0, 0xC8));
      default -> LanguageModel.of(counts, lines.get(0).equals("latin"));
    };
  }

  private static List<String> lines(String language) {
    String name = "/charset/" + language + ".ngrams";
    try (InputStream in = LanguageModels.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("The counts of letters " + name + " are missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
