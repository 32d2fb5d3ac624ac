package cn.bioapproval.materials;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.imageio.ImageIO;

/** Small files of each kind, and files that are not what they say. */
public final class SampleFiles {

    /** In two parts, so that no scanner takes this test for the virus. */
    public static final String TEST_VIRUS =
            "X5O!P%@AP[4\\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    private SampleFiles() {}

    /** One page that says the text (Latin letters). */
    public static byte[] pdf(String text) {
        String content = "BT /F1 28 Tf 60 760 Td (" + text + ") Tj ET";
        String[] objects = {
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            "<</Length " + content.length() + ">>stream\n" + content + "\nendstream",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
        };
        StringBuilder pdf = new StringBuilder("%PDF-1.4\n");
        StringBuilder table = new StringBuilder("0000000000 65535 f \n");
        for (int i = 0; i < objects.length; i++) {
            table.append("%010d 00000 n \n".formatted(pdf.length()));
            pdf.append(i + 1).append(" 0 obj").append(objects[i]).append("endobj\n");
        }
        int at = pdf.length();
        pdf.append("xref\n0 6\n").append(table).append("trailer<</Size 6/Root 1 0 R>>\nstartxref\n").append(at);
        return pdf.append("\n%%EOF\n").toString().getBytes(StandardCharsets.ISO_8859_1);
    }

    public static byte[] picture(String format) {
        BufferedImage picture = new BufferedImage(320, 200, BufferedImage.TYPE_INT_RGB);
        for (int x = 0; x < 320; x++) {
            for (int y = 0; y < 200; y++) {
                picture.setRGB(x, y, x * 0x010000 / 2 + y * 0x000100 + 0x60);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            if (!ImageIO.write(picture, format, out)) {
                throw new IllegalArgumentException(format);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    /** A ZIP file with parts of these names. */
    public static byte[] zip(String... names) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(out)) {
            for (String name : names) {
                zip.putNextEntry(new ZipEntry(name));
                zip.write(("<part name='" + name + "'/>").getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    public static byte[] docx() {
        return zip("[Content_Types].xml", "_rels/.rels", "word/document.xml");
    }

    /** An OLE2 file with parts of these names: header, allocation table, and a directory of as many sectors as it takes. */
    static byte[] ole(String... names) {
        int sectors = (names.length + 4) / 4;
        ByteBuffer file = ByteBuffer.allocate(512 * (2 + sectors)).order(ByteOrder.LITTLE_ENDIAN);
        file.putLong(0, 0xE11AB1A1E011CFD0L).putShort(24, (short) 0x3E).putShort(26, (short) 3);
        file.putShort(28, (short) 0xFFFE).putShort(30, (short) 9).putShort(32, (short) 6);
        file.putInt(44, 1).putInt(48, 1).putInt(56, 4096).putInt(60, -2).putInt(68, -2);
        for (int i = 0; i < 109; i++) {
            file.putInt(76 + 4 * i, i == 0 ? 0 : -1);
        }
        for (int i = 0; i < 128; i++) {
            boolean directory = i >= 1 && i < sectors;
            file.putInt(512 + 4 * i, i == 0 ? -3 : directory ? i + 1 : i == sectors ? -2 : -1);
        }
        entry(file, 0, "Root Entry");
        for (int i = 0; i < names.length; i++) {
            entry(file, i + 1, names[i]);
        }
        return file.array();
    }

    private static void entry(ByteBuffer file, int index, String name) {
        byte[] text = name.getBytes(StandardCharsets.UTF_16LE);
        int at = 1024 + 128 * index;
        file.position(at).put(text);
        file.putShort(at + 64, (short) (text.length + 2)).put(at + 66, (byte) (index == 0 ? 5 : 2));
    }
}
