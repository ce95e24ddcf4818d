"""Makes the images of this folder, and the documents that hold some; the tests do not run it."""

import docx
from docx.shared import Inches
from PIL import Image, ImageDraw
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen import canvas


def mill(width=160, height=120, mode="RGB"):
    """Red above, blue below, a green square in the upper left corner: one sees which way is up."""
    image = Image.new("RGB", (width, height), (200, 30, 30))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, height // 2, width, height), fill=(30, 30, 200))
    draw.rectangle((0, 0, width // 4, height // 4), fill=(30, 200, 30))
    return image.convert(mode)


def images():
    mill().save("mill.png")
    mill().save("mill.bmp")
    mill().save("mill.webp", quality=90)
    mill().save("mill.jpg", quality=95)
    mill(mode="CMYK").save("cmyk.jpg", quality=95)
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was turned: what is stored has to be turned by 90 degrees
    mill().rotate(90, expand=True).save("turned.jpg", quality=95, exif=exif)
    mill(1600, 1200).save("large.png")
    mill().save("blinks.gif", save_all=True, append_images=[Image.new("RGB", (160, 120), (0, 0, 0))], duration=100)
    mill().save("blinks.webp", save_all=True, append_images=[Image.new("RGB", (160, 120), (0, 0, 0))], duration=100)
    Image.new("RGB", (16, 16), (9, 9, 9)).save("icon.png")


def documents():
    d = docx.Document()
    d.add_heading("The Mill", 1)
    d.add_paragraph("The mill of the village stands by the river and has two wheels.")
    for name in ("mill.png", "icon.png", "mill.png", "mill.jpg"):
        d.add_picture(name, width=Inches(1))
    d.save("../documents/pictures.docx")
    pdf = canvas.Canvas("../documents/pictures.pdf", pagesize=A4, invariant=True)
    for page in range(2):
        pdf.drawString(72, 760, "The mill of the village stands by the river and has two wheels.")
        pdf.drawImage("mill.jpg", 72, 600, 160, 120)
        pdf.drawImage("icon.png", 300, 600, 16, 16)
        pdf.showPage()
    pdf.drawImage("large.png", 72, 500, 160, 120)
    pdf.showPage()
    pdf.save()


images()
documents()
