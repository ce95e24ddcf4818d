package dev.quern.document.charset;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CharsetDetectionTests {

  @ParameterizedTest(name = "{0}: {1}")
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          UTF-8 | Plain ASCII only.
          UTF-8 | El değirmeni
          UTF-8 | 石磨
          UTF-16LE | El değirmeni iki taştan oluşur.
          UTF-16BE | Hand mill of two stones.
          UTF-16LE | 石磨由两块圆石组成，上面的一块转动，下面的一块不动。
          UTF-16BE | 我们的国家很大，人也很多。
          GB18030 | 石磨由两块圆石组成，上面的一块转动，下面的一块不动。
          GB18030 | 今天天气很好。
          GB18030 | 他在学校学习
          GB18030 | 小麦的价格上涨了
          GB18030 | Java 是一种编程语言 (programming language)
          GB18030 | 大规模语言模型的训练需要高质量的数据集，数据清洗十分重要。
          GB18030 | 中华人民共和国
          x-windows-950 | 石磨由兩塊圓石組成，上面的一塊轉動，下面的一塊不動。
          x-windows-950 | 今天天氣很好，我們去學校。
          x-windows-950 | 他說這是他的書
          windows-31j | 石臼は二つの石でできています。
          windows-31j | 上の石が回り、下の石は動かない。
          EUC-JP | 石臼は二つの石でできています。上の石が回ります。
          x-windows-949 | 맷돌은 두 개의 돌로 이루어져 있습니다.
          x-windows-949 | 오늘은 날씨가 좋다
          windows-1254 | El değirmeni iki taştan oluşur; üstteki taş döner.
          windows-1254 | Şişe ağır, çığ küçük.
          windows-1254 | İstanbul'da hava güzel
          windows-1254 | Işık söndü
          windows-1254 | KIŞ GÜNLERİ SOĞUKTUR
          windows-1254 | Öğrenci sınıfa girdi
          windows-1252 | Les pierres tournent à l'été, même très lentement.
          windows-1252 | Die Mühle mahlt größere Körner für die Bäuerin.
          windows-1252 | El molino está en España, ¿verdad?
          windows-1252 | “Quoted” text – with dashes… and a café
          windows-1252 | Það er ekki þörf á að mæla hæðina.
          windows-1252 | A pedra de moer não é pesada; são várias peças.
          windows-1252 | Tolerance ±0.5 mm, area 12 m², 3 × 4 = 12
          windows-1252 | 5 µF and 22 µH, 100 µg/L
          windows-1252 | A cup is ½ pint, ¼ quart and ¾ gill
          windows-1252 | Set ¥500 aside
          windows-1252 | A Latin é here
          windows-1252 | No. 3º piso, 2ª planta
          windows-1252 | AÇÃO E REAÇÃO NÃO SÃO IGUAIS
          windows-1252 | CONCLUSÕES: ATÉ AMANHÃ, VOCÊ ESTÁ À VONTADE
          windows-1252 | LA FORÊT EST À CÔTÉ DE L'HÔPITAL
          windows-1250 | Żarna składają się z dwóch kamieni, górny się obraca.
          windows-1250 | Mlýnek má dva kameny, horní se otáčí příliš rychle.
          windows-1251 | Жернов состоит из двух камней, верхний вращается.
          windows-1251 | Привет, мир
          KOI8-R | Жернов состоит из двух камней, верхний вращается.
          KOI8-R | Привет, мир
          windows-1253 | Ο μύλος έχει δύο πέτρες, η επάνω γυρίζει.
          """)
  void findsTheCharsetOf(String charset, String text) throws IOException {
    assertThat(read(text.getBytes(Charset.forName(charset)))).isEqualTo(text);
  }

  @Test
  void takesBytesWithZerosAndControlsForNoText() throws IOException {
    byte[] bytes = new byte[4000];
    new Random(7).nextBytes(bytes);
    assertThat(CharsetDetection.of(sample(bytes))).isEmpty();
  }

  @Test
  void staysWithUtf8WhenOneByteOfManyIsDamaged() throws IOException {
    byte[] bytes = "石磨由两块圆石组成，上面的一块转动，下面的一块不动。".repeat(20).getBytes("UTF-8");
    bytes[100] = (byte) 0xFF;
    assertThat(CharsetDetection.of(sample(bytes))).contains(Charset.forName("UTF-8"));
  }

  @Test
  void looksBeyondTheStartForTheTellingLines() throws IOException {
    String text = "Only ASCII here.\n".repeat(20_000) + "今天天气很好，我们去学校。\n";
    assertThat(read(text.getBytes("GB18030"))).isEqualTo(text);
  }

  @Property(tries = 300)
  void readsAnyTextInUtf8(@ForAll @NotEmpty String text) throws IOException {
    String clean =
        text.codePoints()
            .filter(c -> c >= ' ' && (c < 0xD800 || c > 0xDFFF) && c != 0xFEFF)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    assertThat(read(clean.getBytes("UTF-8"))).isEqualTo(clean);
  }

  private static String read(byte[] bytes) throws IOException {
    Charset charset = CharsetDetection.of(sample(bytes)).orElseThrow();
    return new String(bytes, charset);
  }

  private static TextSample sample(byte[] bytes) throws IOException {
    return TextSample.of(new ByteArrayInputStream(bytes));
  }
}
