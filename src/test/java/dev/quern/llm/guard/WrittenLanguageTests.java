package dev.quern.llm.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WrittenLanguageTests {

  private static final String SOURCE =
      "The Lord of the Rings was printed in 1954. apt-get update && apt-get install vim";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | 稳定版每两年发布一次，共有五万九千个软件包。",
        "en | Kararlı sürüm iki yılda bir yayımlanır ve elli dokuz bin paket içerir.",
        "en | Die stabile Version erscheint alle zwei Jahre und enthält sehr viele Pakete.",
        "en | Quelle est la version stable de Debian ?",
        "en | Стабильный выпуск выходит каждые два года.",
        "tr | What is the stable release of Debian?",
        "tr | The stable release comes every two years, and it holds a great many packages.",
        "zh-CN | The stable release comes every two years, and it holds a great many packages.",
        "zh-CN | What is the stable release of Debian?",
        "zh-CN | 安定版は二年ごとにリリースされます。",
        "zh-CN | 這個穩定版本每兩年發布一次，當時還會說明軟體套件的變動。"
      })
  void tellsAnotherLanguageOrScript(String language, String text) {
    assertThat(WrittenLanguage.isOther(text, language, SOURCE)).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "en | The stable release comes every two years.",
        "en | The Chinese call it 铸铁, which is read zhùtiě.",
        "en | 42",
        "en | Jetty 1.7.0, Tomcat 10, Undertow",
        "en | Run `apt-get update && apt-get install -y vim`.",
        "en | Johann Wolfgang von Goethe und Friedrich von Schiller met in Weimar in 1794.",
        "en | Émile Zola, Honoré de Balzac, Guy de Maupassant",
        "en | x = a + b; for (int i = 0; i < n; i++) { sum += i; }",
        "en | The German word is Donaudampfschifffahrt, and it means what it says.",
        "tr | Kararlı sürüm iki yılda bir yayımlanır.",
        "tr | The Lord of the Rings",
        "tr | Debian GNU/Linux",
        "tr | Komut: apt-get update",
        "tr | Debian nedir?",
        "tr | Paketler apt ile kurulur; the package manager adı verilen program bunu yapar.",
        "zh-CN | 稳定版每两年发布一次，共有五万九千个软件包。",
        "zh-CN | 用 apt-get install 安装 Debian GNU/Linux 的软件包。",
        "zh-CN | Debian GNU/Linux",
        "zh-CN | 使用 Spring Boot 3.5、Apache Camel 4.17 和 PostgreSQL。",
        "zh-CN | 1954 年",
        "zh-CN | SELECT name FROM users WHERE id = 5"
      })
  void isSilentWhereItIsNotSure(String language, String text) {
    assertThat(WrittenLanguage.isOther(text, language, SOURCE)).isFalse();
  }

  /** Looked at from each character, it would take minutes. */
  @ParameterizedTest
  @CsvSource({"en, a, false", "zh-CN, 水, false", "zh-CN, ひ, true"})
  void comesToAnEndWithTextWithoutBlanks(String language, String letter, boolean other) {
    String text = letter.repeat(100_000) + "(a)";
    assertThat(WrittenLanguage.isOther(text, language, SOURCE)).isEqualTo(other);
  }
}
