package dev.quern.document.charset;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.util.List;
import java.util.function.IntPredicate;

/**
 * One way to read bytes, and how much it looks like a language: the share (0 to 1) of the
 * characters beyond ASCII that are frequent in a language usually written in that charset, and that
 * stand where they can stand. What is wrongly decoded turns into rare characters, or into letters
 * in impossible places.
 */
record CharsetCandidate(Charset charset, double score) {

  private static final String HAN =
      // The most frequent characters of simplified and traditional Chinese.
      "的一是不了在人有我他这中大来上国个到说们为子和你地出道也时年得就那要下以生会自着去之过家学对可她里"
          + "后小么心多天而能好都然没日于起还发成事只作当想看文无开手十用主行方又如前所本见经头面公同三已老从"
          + "动两长知民样现分将外但身些与高意进把法此实回二理美点月明其种声全工己话儿者向情部正名定女问力机给"
          + "等几很业最间新什打便位因重被走电四第门相次东政海口使教西再平真听世气信北少关并内加化由却代军产入"
          + "先山五太水万市眼体别处总才场师书比住员九笑性通目华报立马命张活难神数件安表原车白应路期叫死常提感"
          + "金何更反合放做系计或司利受光王果亲界及今京务制解各任至清物台象记边共风战干接它许八特觉望直服毛林"
          + "题建南度统色字请交爱让认算论百吃义科怎元社术结六功指思非流每青管夫连远资队跟带花快条院变联言权往"
          + "展该领传近留红治决周保达办运武半候七必城父强步完革深区即求品士转量空甚众技轻程告江语英基派满式李"
          + "息写呢识极令黄德收脸钱党倒未持取设始版双历越史商千片容研像找友孩站广改议形委早房音火际则首单据导"
          + "影失拿网香似斯专石若兵弟谁校读志飞观争究包组造落视济喜离虽坏准河村读块圆"
          + "這來國個說們為時會著過學對後麼沒於還發當無開從動兩長樣現實進點與種聲話兒問機給幾業間"
          + "門東電體處總場師書員報馬張難數車應親務記戰許覺題統請愛讓認論義術結連遠資隊帶條變聯權該領傳"
          + "紅達辦運區轉眾輕語滿識極黃錢黨設雙歷廣議際則單據導網專誰讀飛觀爭組視濟離準";

  private static final String HANGUL =
      "이다는에의을를가고하은로지서한기사도나리자어그아대시인것있들수해일으라만정부스과게보여구주장전제원와선"
          + "동안상아오유세면성조우국비미연모신공경무말소치마까내적당방문생여물던분위되요없중니까습니합했거때";

  private static final String LATIN_MARKS = "“”„‘’–—…«»°§€£©®·•´";

  // The ten most frequent letters first: they are more than half of a text.
  private static final String CYRILLIC = "оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфъёіїєґўј";

  private static final IntPredicate CHINESE =
      c -> HAN.indexOf(c) >= 0 || "，。、；：？！“”‘’《》（）「」".indexOf(c) >= 0;

  private static final IntPredicate JAPANESE =
      c -> c >= 'ぁ' && c <= 'ん' || c >= 'ァ' && c <= 'ー' || c == '。' || c == '、';

  private static final IntPredicate KOREAN = c -> HANGUL.indexOf(c) >= 0;

  static List<CharsetCandidate> all(byte[] bytes) {
    return List.of(
        latin(bytes, "windows-1252", "éèàùâêîôûçëïüœæÉÈÀÇÊ"),
        latin(bytes, "windows-1252", "äöüßÄÖÜ"),
        latin(bytes, "windows-1252", "áéíóúñüçãõâêôàÁÉÍÓÚÑÇ¿¡ªº"),
        latin(bytes, "windows-1252", "åäöæøéÅÄÖÆØ"),
        latin(bytes, "windows-1252", "àèéìòùÀÈ"),
        latin(bytes, "windows-1254", "çğıöşüÇĞİÖŞÜâîû"),
        latin(bytes, "windows-1252", "áéíóúýþðæöÁÉÍÓÚÝÞÐÆÖ"),
        latin(bytes, "windows-1250", "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ"),
        latin(bytes, "ISO-8859-2", "ąćęłńóśźżĄĆĘŁŃÓŚŹŻ"),
        latin(bytes, "windows-1250", "áčďéěíňóřšťúůýžĺľŕôäÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ"),
        latin(bytes, "ISO-8859-2", "áčďéěíňóřšťúůýžĺľŕôäÁČĎÉĚÍŇÓŘŠŤÚŮÝŽ"),
        latin(bytes, "windows-1250", "áéíóöőúüűÁÉÍÓÖŐÚÜŰ"),
        script(bytes, "windows-1251", CYRILLIC),
        script(bytes, "KOI8-R", CYRILLIC),
        script(bytes, "ISO-8859-5", CYRILLIC),
        script(bytes, "IBM866", CYRILLIC),
        script(bytes, "windows-1253", "αοιετσνηυρπκμλωςδγχθφβξζψάέήίόύώϊ"),
        wide(bytes, "GB18030", CHINESE),
        wide(bytes, "x-windows-950", CHINESE),
        wide(bytes, "windows-31j", JAPANESE.or(CHINESE)),
        wide(bytes, "EUC-JP", JAPANESE.or(c -> CHINESE.test(c) && c > 0x4000)),
        wide(bytes, "x-windows-949", KOREAN));
  }

  /** Chinese, Japanese or Korean in UTF-16 has few zero bytes, or none. */
  static List<CharsetCandidate> utf16(byte[] bytes) {
    IntPredicate frequent = CHINESE.or(JAPANESE).or(KOREAN);
    return List.of(wide(bytes, "UTF-16LE", frequent), wide(bytes, "UTF-16BE", frequent));
  }

  /** Accented letters stand alone or in small groups among plain ones. */
  private static CharsetCandidate latin(byte[] bytes, String name, String letters) {
    String text = decode(bytes, name);
    int hits = 0;
    int all = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        continue;
      }
      all++;
      boolean known = letters.indexOf(c) >= 0 && amongPlainLetters(text, i);
      hits += known || LATIN_MARKS.indexOf(c) >= 0 && !amongLetters(text, i) ? 1 : 0;
    }
    return of(name, hits, all);
  }

  private static boolean amongPlainLetters(String text, int at) {
    int plain = 0;
    int length = 1;
    for (int i = at - 1; i >= 0 && Character.isLetter(text.charAt(i)); i--, length++) {
      plain += text.charAt(i) < 0x80 ? 1 : 0;
    }
    for (int i = at + 1; i < text.length() && Character.isLetter(text.charAt(i)); i++, length++) {
      plain += text.charAt(i) < 0x80 ? 1 : 0;
    }
    boolean capitalInside =
        at > 0
            && Character.isUpperCase(text.charAt(at))
            && Character.isLowerCase(text.charAt(at - 1));
    return !capitalInside && (plain * 3 >= length || length == 1);
  }

  private static boolean amongLetters(String text, int at) {
    return at > 0
        && at + 1 < text.length()
        && Character.isLetter(text.charAt(at - 1))
        && Character.isLetter(text.charAt(at + 1))
        && text.charAt(at) != '’';
  }

  /** Whole words in letters of the script, mostly frequent ones, capitals only at their start. */
  private static CharsetCandidate script(byte[] bytes, String name, String letters) {
    String text = decode(bytes, name);
    double hits = 0;
    int all = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        continue;
      }
      all++;
      int rank = letters.indexOf(Character.toLowerCase(c));
      if (rank < 0) {
        hits += LATIN_MARKS.indexOf(c) >= 0 && !amongLetters(text, i) ? 1 : 0;
      } else if (i == 0 || !Character.isUpperCase(c) || !Character.isLetter(text.charAt(i - 1))) {
        hits += rank < 10 ? 1 : 0.5;
      } else if (Character.isUpperCase(text.charAt(i - 1))) {
        hits += 0.85 * (rank < 10 ? 1 : 0.5);
      }
    }
    return of(name, hits, all);
  }

  /** Most characters of a running text are frequent ones; few are in what is wrongly decoded. */
  private static CharsetCandidate wide(byte[] bytes, String name, IntPredicate frequent) {
    String text = decode(bytes, name);
    int hits = 0;
    int all = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c < 0x80) {
        continue;
      }
      all++;
      hits += frequent.test(c) ? 1 : 0;
    }
    // A text has half to three quarters of its characters among the frequent ones.
    return new CharsetCandidate(
        Charset.forName(name), all == 0 ? 0 : Math.min(1, 1.8 * hits / all));
  }

  private static CharsetCandidate of(String name, double hits, int all) {
    return new CharsetCandidate(Charset.forName(name), all == 0 ? 0 : hits / all);
  }

  private static String decode(byte[] bytes, String name) {
    try {
      return Charset.forName(name)
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPLACE)
          .onUnmappableCharacter(CodingErrorAction.REPLACE)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw new IllegalStateException("Decoding with replacement cannot fail: " + name, e);
    }
  }
}
