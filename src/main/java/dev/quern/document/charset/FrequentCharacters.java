package dev.quern.document.charset;

import java.nio.charset.Charset;
import java.util.BitSet;

/**
 * The characters that Chinese, Japanese and Korean texts use most: the few hundred that make up
 * half of any text, and the first level of each national standard (GB 2312, Big5, JIS X 0208, KS X
 * 1001), which holds the characters in daily use.
 */
public final class FrequentCharacters {

  /** The most frequent characters of simplified and traditional Chinese. */
  public static final String HAN =
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

  /** The most frequent syllables of Korean. */
  public static final String HANGUL =
      "이다는에의을를가고하은로지서한기사도나리자어그아대시인것있들수해일으라만정부스과게보여구주장전제원와선"
          + "동안상아오유세면성조우국비미연모신공경무말소치마까내적당방문생여물던분위되요없중니까습니합했거때";

  private FrequentCharacters() {}

  /** The two-byte characters of a charset from one lead byte to another. */
  static BitSet level(String charset, int firstLead, int lastLead) {
    BitSet level = new BitSet();
    Charset decoder = Charset.forName(charset);
    for (int lead = firstLead; lead <= lastLead; lead++) {
      for (int trail = 0x40; trail <= 0xFE; trail++) {
        String text = new String(new byte[] {(byte) lead, (byte) trail}, decoder);
        if (text.length() == 1 && text.charAt(0) >= 0x3000 && text.charAt(0) < 0xE000) {
          level.set(text.charAt(0));
        }
      }
    }
    return level;
  }
}
