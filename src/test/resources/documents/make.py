"""Makes the documents of this folder; see README.md. The tests do not run it."""

import csv
import os
import random
import subprocess
import zipfile

import docx
import openpyxl
import pptx
from pptx.util import Inches
from reportlab.lib import colors, pdfencrypt
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen import canvas
from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Spacer, Table

CHINESE = "石磨由两块圆石组成，上面的一块转动，下面的一块不动。"
TURKISH = "El değirmeni iki taştan oluşur; üstteki taş döner, alttaki taş durur. Şimdi çoğu köyde yalnızca süs eşyasıdır."
INTRO = ("A quern is a hand mill of two stones. The lower stone lies still, and the upper stone turns on a peg. "
         "Grain is poured into the eye, and meal comes out at the rim.")
ROWS = [["Grain", "Hours", "Meal (kg)"], ["Barley", "2", "3.5"], ["Rye", "3", "4.0"], ["Wheat | spelt", "4", "5.25"]]


def run(*command):
    subprocess.run(command, check=True)


def pandoc():
    for name, more in {"pandoc.docx": [], "pandoc.odt": [], "pandoc.rtf": ["-s"], "pandoc.epub": ["--metadata", "lang=en"],
                       "pandoc.html": ["-s"], "pandoc.pptx": ["--slide-level=2"]}.items():
        run("pandoc", "source.md", "-o", name, "--metadata", "title=The Quern", *more)


def libreoffice():
    for target in ("rtf", "docx", "pdf"):
        run("soffice", "--headless", "--convert-to", target, "--outdir", "tmp", "pandoc.odt")
        os.replace("tmp/pandoc." + target, "libreoffice." + target)
    os.rmdir("tmp")


def word():
    d = docx.Document()
    d.add_heading("The Quern in the Village", 1)
    d.add_paragraph(INTRO)
    d.add_heading("How the stones are cut", 2)
    for text, style in (("deep furrows near the eye", "List Bullet"), ("these need dressing every month", "List Bullet 2"),
                        ("a narrow lip at the edge", "List Bullet"), ("Split the block", "List Number"),
                        ("Cut the eye", "List Number")):
        d.add_paragraph(text, style=style)
    t = d.add_table(rows=0, cols=3)
    for row in ROWS:
        for cell, value in zip(t.add_row().cells, row):
            cell.text = value
    p = d.add_paragraph("A part of a wo")
    p.add_run("rd is bold").bold = True
    p.add_run(", and the line goes on.")
    d.add_heading("In other languages", 3)
    d.add_paragraph(CHINESE)
    d.add_paragraph(TURKISH)
    d.sections[0].footer.paragraphs[0].text = "Footer of the quern"
    d.save("python-docx.docx")


def excel():
    b = openpyxl.Workbook()
    s = b.active
    s.title = "Meal"
    for i, row in enumerate(ROWS):
        s.append(row if i == 0 else [row[0], int(row[1]), float(row[2])])
    s = b.create_sheet("Diller")
    s.append(["dil", "cümle"])
    s.append(["zh", CHINESE])
    s.append(["tr", TURKISH])
    b.create_sheet("Empty")
    b.save("openpyxl.xlsx")


def slides():
    p = pptx.Presentation()
    s = p.slides.add_slide(p.slide_layouts[0])
    s.shapes.title.text = "The Quern in the Village"
    s.placeholders[1].text = "A hand mill of two stones"
    s = p.slides.add_slide(p.slide_layouts[1])
    s.shapes.title.text = "How the stones are cut"
    f = s.placeholders[1].text_frame
    f.text = "deep furrows near the eye"
    q = f.add_paragraph()
    q.text, q.level = "these need dressing every month", 1
    q = f.add_paragraph()
    q.text, q.level = "a narrow lip at the edge", 0
    s.notes_slide.notes_text_frame.text = "Say here why a fine stone polishes itself."
    s = p.slides.add_slide(p.slide_layouts[5])
    s.shapes.title.text = "What a day of milling gives"
    t = s.shapes.add_table(4, 3, Inches(1), Inches(2), Inches(6), Inches(2)).table
    for i, row in enumerate(ROWS):
        for j, value in enumerate(row):
            t.cell(i, j).text = value
    s = p.slides.add_slide(p.slide_layouts[6])
    box = s.shapes.add_textbox(Inches(1), Inches(1), Inches(6), Inches(2)).text_frame
    box.text = CHINESE
    box.add_paragraph().text = TURKISH
    p.save("python-pptx.pptx")


def pdf():
    pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
    pdfmetrics.registerFont(TTFont("DejaVu", "/usr/share/fonts/truetype/dejavu/DejaVuSans.ttf"))
    style = getSampleStyleSheet()
    chinese = style["Normal"].clone("zh", fontName="STSong-Light")
    turkish = style["Normal"].clone("tr", fontName="DejaVu")
    long = (INTRO + " ") * 3
    flow = [Paragraph("The Quern in the Village", style["Heading1"]), Paragraph(long, style["Normal"]), Spacer(1, 12),
            Paragraph("How the stones are cut", style["Heading2"])]
    flow += [Paragraph(t, style["Normal"], bulletText="•") for t in ("deep furrows near the eye", "a narrow lip at the edge")]
    flow += [Table(ROWS, style=[("GRID", (0, 0), (-1, -1), 1, colors.black)]), PageBreak(),
             Paragraph("In other languages", style["Heading2"]), Paragraph(CHINESE, chinese), Spacer(1, 12), Paragraph(TURKISH, turkish)]
    SimpleDocTemplate("reportlab.pdf", pagesize=A4).build(flow)


def protected():
    c = canvas.Canvas("encrypted.pdf", encrypt=pdfencrypt.StandardEncryption("secret", canPrint=0))
    c.drawString(72, 720, INTRO)
    c.save()
    import msoffcrypto
    with open("python-docx.docx", "rb") as plain, open("encrypted.docx", "wb") as out:
        msoffcrypto.OfficeFile(plain).encrypt("secret", out)


def broken():
    with open("reportlab.pdf", "rb") as f:
        whole = f.read()
    with open("truncated.pdf", "wb") as f:
        f.write(whole[:900])
    with open("python-docx.docx", "rb") as f:
        whole = f.read()
    with open("truncated.docx", "wb") as f:
        f.write(whole[:len(whole) // 2])
    from PIL import Image
    image = Image.new("L", (300, 400), 255)
    for x in range(40, 260):
        image.putpixel((x, 100), 0)
    image.save("scan.png")
    c = canvas.Canvas("scanned.pdf")
    c.drawImage("scan.png", 0, 0, 595, 842)
    c.save()
    with open("random.bin", "wb") as f:
        f.write(random.Random(7).randbytes(4000))


def bomb():
    """A docx whose document part is 20 MB of one character, 57 KB as a file."""
    with zipfile.ZipFile("python-docx.docx") as plain, zipfile.ZipFile("bomb.docx", "w", zipfile.ZIP_DEFLATED, compresslevel=9) as out:
        for item in plain.namelist():
            data = plain.read(item)
            if item == "word/document.xml":
                data = data.replace(INTRO.encode(), b"a" * 20_000_000)
            out.writestr(item, data)


def archive():
    with zipfile.ZipFile("archive.zip", "w") as z:
        z.writestr("a.txt", INTRO)


def tables():
    with open("semicolon.csv", "w", newline="", encoding="windows-1254") as f:
        w = csv.writer(f, delimiter=";")
        w.writerows([["Tahıl", "Saat", "Açıklama"], ["Arpa", "2", "değirmen; \"taş\" ve şişe"], ["Çavdar", "3", "iki\nsatır | boru"]])
    with open("comma.csv", "w", newline="", encoding="gb18030") as f:
        csv.writer(f).writerows([["谷物", "小时"], ["大麦", "2"], ["小麦，春", "3"]])


if __name__ == "__main__":
    for step in (pandoc, libreoffice, word, excel, slides, pdf, protected, broken, bomb, archive, tables):
        step()
