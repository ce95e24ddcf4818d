package dev.quern.document.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Small files as people have them, each with its separator, its titles, its head and its rows. */
class DialectTests {

  /**
   * A file.
   *
   * @param rows from the head on, values between bars, rows between slashes
   */
  record File(String name, String text, char separator, int titles, String rows) {
    @Override
    public String toString() {
      return name + ": " + text.replace("\n", "⏎").replace("\t", "→");
    }
  }

  static Stream<File> files() {
    return Stream.of(
        new File("plain.csv", "a,b,c\n1,2,3\n4,5,6\n", ',', 0, "a¦b¦c / 1¦2¦3 / 4¦5¦6"),
        new File("numbers.csv", "1,2,3\n4,5,6\n", ',', 0, "1¦2¦3 / 4¦5¦6"),
        new File("semicolon.csv", "a;b\n1,5;2,5\n3,0;4,0\n", ';', 0, "a¦b / 1,5¦2,5 / 3,0¦4,0"),
        new File(
            "equal-counts.csv",
            "52,52;13,40;Berlin\n47,37;8,54;Zurich\n",
            ';',
            0,
            "52,52¦13,40¦Berlin / 47,37¦8,54¦Zurich"),
        new File(
            "comma-names.tsv",
            "Doe, Jane\t31, Main St, Bern\nRoe, Rick\t32, Side St, Basel\n",
            '\t',
            0,
            "Doe, Jane¦31, Main St, Bern / Roe, Rick¦32, Side St, Basel"),
        new File(
            "names-in-a.txt",
            "Doe, Jane\tBern, CH\nRoe, Rick\tBasel, CH\n",
            '\t',
            0,
            "Doe, Jane¦Bern, CH / Roe, Rick¦Basel, CH"),
        new File(
            "tabs.tsv",
            "id\ttext\n1\tone, two\n2\tthree\n",
            '\t',
            0,
            "id¦text / 1¦one, two / 2¦three"),
        new File("bars.csv", "a|b\n1|x;y\n2|z\n", '|', 0, "a¦b / 1¦x;y / 2¦z"),
        new File("declared.csv", "sep=;\na;b\n1;2\n", ';', 0, "a¦b / 1¦2"),
        new File("declared-odd.csv", "sep=^\r\na^b,c\r\n1^2\r\n", '^', 0, "a¦b,c / 1¦2"),
        new File("crlf.csv", "a,b\r\n1,2\r\n", ',', 0, "a¦b / 1¦2"),
        new File("mac.csv", "a,b\r1,2\r", ',', 0, "a¦b / 1¦2"),
        new File("no-end.csv", "a,b\n1,2", ',', 0, "a¦b / 1¦2"),
        new File("quoted.csv", "\"x;y;z\",b\n\"p;q;r\",d\n", ',', 0, "x;y;z¦b / p;q;r¦d"),
        new File("doubled.csv", "a,b\n\"say \"\"hi\"\"\",2\n", ',', 0, "a¦b / say \"hi\"¦2"),
        new File("lines.csv", "a,b\n\"two\nlines\",2\n", ',', 0, "a¦b / two⏎lines¦2"),
        new File(
            "paragraphs.csv",
            "q,a\n\"one\n\ntwo, three\",\"x\ny\"\n",
            ',',
            0,
            "q¦a / one⏎⏎two, three¦x⏎y"),
        new File(
            "unbalanced-quote.tsv",
            "id\ttext\n1\t\"Mill is the title\n2\tThe stone turns\n3\tThe wheel stands\n",
            '\t',
            0,
            "id¦text / 1¦\"Mill is the title / 2¦The stone turns / 3¦The wheel stands"),
        new File(
            "two-unbalanced.tsv",
            "id\ttext\n1\t\"Mill\n2\tstone\n3\twheel\"\n4\tend\n",
            '\t',
            0,
            "id¦text / 1¦\"Mill / 2¦stone / 3¦wheel\" / 4¦end"),
        new File(
            "rows-in-a-value.csv",
            "id,text\n1,\"Mill\nstone,grey\nwheel,oak\"\n2,\"a,b\nc,d\ne,f\"\n3,end\n",
            ',',
            0,
            "id¦text / 1¦Mill⏎stone,grey⏎wheel,oak / 2¦a,b⏎c,d⏎e,f / 3¦end"),
        new File(
            "addresses.csv",
            "name,address\nJohn,\"12 Main St.\nSpringfield, IL\nUSA\"\nJane,Bern\n",
            ',',
            0,
            "name¦address / John¦12 Main St.⏎Springfield, IL⏎USA / Jane¦Bern"),
        new File(
            "addresses-first.csv",
            "address,name\n\"12 Main St.\nSpringfield, IL\nUSA\",John\nBern,Jane\n",
            ',',
            0,
            "address¦name / 12 Main St.⏎Springfield, IL⏎USA¦John / Bern¦Jane"),
        new File(
            "inches.csv",
            "part,size\nbolt,5\"\nnut,3\"\n",
            ',',
            0,
            "part¦size / bolt¦5\" / nut¦3\""),
        new File("partly.csv", "a,b\n\"x\" y,2\n3,4\n", ',', 0, "a¦b / \"x\" y¦2 / 3¦4"),
        new File("partly-two.csv", "a,b\n\"x\" y,\"z\"\n3,4\n", ',', 0, "a¦b / \"x\" y¦z / 3¦4"),
        new File("inner.csv", "a,b\n\"say \"hi\" now\",2\n", ',', 0, "a¦b / say \"hi\" now¦2"),
        new File(
            "escaped.csv",
            "a,b\n\"say \\\"hi\\\"\",2\n\"x, \\\"y\\\"\",3\n",
            ',',
            0,
            "a¦b / say \"hi\"¦2 / x, \"y\"¦3"),
        new File(
            "paths.csv",
            "a,b\n\"C:\\temp\\\",2\n\"say \"\"x\"\"\",3\n",
            ',',
            0,
            "a¦b / C:\\temp\\¦2 / say \"x\"¦3"),
        new File(
            "folders.csv",
            "name,path,note\n\"a\",\"C:\\dir\\\",\"first\"\n\"b\",\"D:\\data\\\",\"second\"\n",
            ',',
            0,
            "name¦path¦note / a¦C:\\dir\\¦first / b¦D:\\data\\¦second"),
        new File(
            "folders-last.csv",
            "name;path\r\n\"a\";\"C:\\dir\\\"\r\n\"b\";\"D:\\data\\\" \r\n\"c\";\"E:\\\"",
            ';',
            0,
            "name¦path / a¦C:\\dir\\ / b¦D:\\data\\ / c¦E:\\"),
        new File(
            "escaped-inches.csv",
            "part,size,note\n\"bolt\",\"5\\\"\",\"x\"\n\"nut\",\"3\\\"\",\"y\"\n",
            ',',
            0,
            "part¦size¦note / bolt¦5\"¦x / nut¦3\"¦y"),
        new File("blanks.csv", "a, \"b, c\", d\n1, 2, 3\n", ',', 0, "a¦b, c¦ d / 1¦ 2¦ 3"),
        new File(
            "title.csv",
            "Sales of 2024\n\nitem,sum\nrye,3\noats,4\n",
            ',',
            1,
            "item¦sum / rye¦3 / oats¦4"),
        new File(
            "titles.csv",
            "Report, yearly\nof the mill\nitem;sum;unit\nrye;3,5;t\noats;4,5;t\nwheat;1,0;t\n",
            ';',
            2,
            "item¦sum¦unit / rye¦3,5¦t / oats¦4,5¦t / wheat¦1,0¦t"),
        new File(
            "padded.csv", "Sales,,\nitem,sum,unit\nrye,3,t\n", ',', 1, "item¦sum¦unit / rye¦3¦t"),
        new File(
            "ragged.csv", "a,b,c\n1,2\n3,4,5\n6,7,8,9\n", ',', 0, "a¦b¦c / 1¦2 / 3¦4¦5 / 6¦7¦8¦9"),
        new File(
            "dates.csv",
            "day;rain\n1.2.2024;0,4\n2.2.2024;1,2\n",
            ';',
            0,
            "day¦rain / 1.2.2024¦0,4 / 2.2.2024¦1,2"),
        new File(
            "prose.csv",
            "question;answer\nWho, and when?;He, then she, then they.\nWhy?;Because.\n",
            ';',
            0,
            "question¦answer / Who, and when?¦He, then she, then they. / Why?¦Because."),
        new File("empty-values.csv", "a,b,c\n,,3\n1,,\n", ',', 0, "a¦b¦c / ¦¦3 / 1¦¦"),
        new File("one-column.csv", "word\nbarley\nrye\n", ',', 0, "word / barley / rye"));
  }

  @ParameterizedTest
  @MethodSource("files")
  void readsEachFileAsItIsMeant(File file) throws IOException {
    Dialect dialect = DialectDetection.of(file.text(), file.name());
    List<String> rows = new ArrayList<>();
    ValueReader reader = new ValueReader(new StringReader(file.text()), dialect);
    for (List<String> row = reader.row(); row != null; row = reader.row()) {
      if (!String.join("", row).isBlank()) {
        rows.add(String.join("¦", row).replace("\n", "⏎"));
      }
    }
    int head = dialect.titles() + (dialect.declared() ? 1 : 0);

    assertThat(dialect.separator()).isEqualTo(file.separator());
    assertThat(dialect.titles()).isEqualTo(file.titles());
    assertThat(rows.stream().skip(head).collect(Collectors.joining(" / "))).isEqualTo(file.rows());
  }
}
