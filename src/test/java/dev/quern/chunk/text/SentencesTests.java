package dev.quern.chunk.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SentencesTests {

  /** A bar marks each place where a sentence ends. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "It rained.| We left!| Did you?| No",
        "Dr. Smith met Mr. Jones at 5 p.m. and paid $3.14 to J. R. Doe.| Then he left.| X",
        "See fig. 3, e.g. the U.S. map, at www.example.com.| It is there.| X",
        "\"Really?\" she asked.| \"Yes.\"| He nodded (twice.)| X",
        "Wait... what?| Well...| Nothing.| X",
        "1. First item of a list",
        "It was **bold.**| New one.| X",
        "你好。|再见！|真的吗？|他说：“好。”|然后走了；|等等……|没有。|x",
        "「はい。」|彼は言った。|圆周率是3.14左右。|你好!|再见?|好的",
        "Hava güzel.| Kalem, defter vb. Şeyler aldım.| Örn. Ankara.| X",
        "XIX. Yüzyılda II. Mahmut ve 3. Selim, Prof. Dr. Ali Bey ile.| M.Ö. 500 yılında.| X",
        "Atatürk 1938'de öldü.| İstanbul'a geldi mi?| Çok 3.5 kg.| X",
        "यह एक वाक्य है।| दूसरा वाक्य।| X",
        "هل أنت بخير؟| نعم.| X"
      })
  void endWhereAReaderEndsThem(String marked) {
    String text = marked.replace("|", "");
    Window window = new Window(new StringReader(text));
    window.ensure(text.length());
    StringBuilder found = new StringBuilder();
    for (int i = 0; i < text.length(); i++) {
      found.append(Sentences.endsAt(window, 0, i) ? "|" : "").append(text.charAt(i));
    }

    assertThat(found).hasToString(marked);
  }
}
