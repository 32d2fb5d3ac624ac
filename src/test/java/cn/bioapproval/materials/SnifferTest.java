package cn.bioapproval.materials;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.bioapproval.cases.Refusal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnifferTest {

    @TempDir
    private Path folder;

    @Test
    void filesThatAreWhatTheirNamesSayAreTaken() throws IOException {
        assertThat(told("任务书.pdf", SampleFiles.pdf("x"))).isEqualTo(FileKind.PDF);
        assertThat(told("任务书.PDF", SampleFiles.pdf("x"))).isEqualTo(FileKind.PDF);
        assertThat(told("照片.jpg", SampleFiles.picture("jpg"))).isEqualTo(FileKind.JPEG);
        assertThat(told("照片.jpeg", SampleFiles.picture("jpg"))).isEqualTo(FileKind.JPEG);
        assertThat(told("照片.png", SampleFiles.picture("png"))).isEqualTo(FileKind.PNG);
        assertThat(told("扫描.tif", SampleFiles.picture("tiff"))).isEqualTo(FileKind.TIFF);
        assertThat(told("申请书.docx", SampleFiles.docx())).isEqualTo(FileKind.DOCX);
        assertThat(told("清单.xlsx", SampleFiles.zip("[Content_Types].xml", "xl/workbook.xml"))).isEqualTo(FileKind.XLSX);
        assertThat(told("公文.ofd", SampleFiles.zip("OFD.xml", "Doc_0/Document.xml"))).isEqualTo(FileKind.OFD);
        assertThat(told("旧文.doc", SampleFiles.ole("1Table", "WordDocument"))).isEqualTo(FileKind.DOC);
        assertThat(told("旧表.xls", SampleFiles.ole("Workbook"))).isEqualTo(FileKind.XLS);
    }

    @Test
    void thePartThatTellsMayStandInALaterSectorOfTheDirectory() throws IOException {
        assertThat(told("旧文.doc", SampleFiles.ole("a", "b", "c", "d", "e", "f", "g", "h", "WordDocument")))
                .isEqualTo(FileKind.DOC);
    }

    @Test
    void contentOfAnotherKindThanTheNameIsRefused() {
        refused("任务书.pdf", SampleFiles.picture("png"), "按扩展名应为 PDF，内容却是 PNG 图片");
        refused("照片.png", SampleFiles.picture("jpg"), "内容却是 JPG 图片");
        refused("任务书.pdf", "<html><script>alert(1)</script></html>", "内容却是文本或网页");
        refused("照片.jpg", "MZ\u0090\0\u0003\0\0\0\u0004\0\0\0ÿÿ", "内容却是");
        refused("申请书.docx", SampleFiles.zip("a.exe"), "内容却是压缩包、含宏的文档或其他格式");
        refused("清单.xlsx", SampleFiles.docx(), "内容却是 Word 文档");
        refused("旧文.doc", SampleFiles.ole("Workbook"), "内容却是 Excel 97-2003 表格");
        refused("任务书.pdf", "随便写的内容", "内容却");
        refused("任务书.pdf", SampleFiles.ole("__properties_version1.0"), "内容却");
    }

    @Test
    void documentsWithMacrosOrAPasswordAreRefused() {
        refused("申请书.docx", SampleFiles.zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "含宏");
        refused("申请书.docx", SampleFiles.ole("EncryptionInfo", "EncryptedPackage"), "打开密码");
    }

    @Test
    void kindsThatAreNotTakenAreRefusedByNameAlready() {
        for (String name : new String[] {"a.zip", "a.exe", "a.html", "a.svg", "a.docm", "a.pdf.exe", "a", ".pdf"}) {
            assertThatThrownBy(() -> Sniffer.kindOf(FileName.of(name)))
                    .as(name)
                    .isInstanceOfSatisfying(Refusal.class, refusal -> {
                        assertThat(refusal.code()).isEqualTo(Refusals.TYPE);
                        assertThat(refusal).hasMessageContaining("可以上传：pdf");
                    });
        }
    }

    @Test
    void aDirectoryLargerThanAnyDocumentsIsNotRead() throws IOException {
        byte[] docx = SampleFiles.docx();
        ByteBuffer.wrap(docx).order(ByteOrder.LITTLE_ENDIAN).putInt(docx.length - 10, Integer.MAX_VALUE);
        refused("申请书.docx", docx, "内容却");
    }

    @Test
    void aDirectoryThatGoesInCirclesEnds() {
        byte[] ole = SampleFiles.ole("a", "b", "c", "d");
        ByteBuffer.wrap(ole).order(ByteOrder.LITTLE_ENDIAN).putInt(512 + 4, 1);
        refused("旧文.doc", ole, "内容却");
    }

    @Test
    void filesCutOffAnywhereAreToldOrRefusedButNeverBreakAnything() throws IOException {
        for (byte[] whole : new byte[][] {SampleFiles.docx(), SampleFiles.ole("WordDocument"), SampleFiles.pdf("x")}) {
            for (int length = 1; length < whole.length; length += 7) {
                for (String name : new String[] {"a.docx", "a.doc", "a.pdf"}) {
                    try {
                        told(name, Arrays.copyOf(whole, length));
                    } catch (Refusal refusal) {
                        assertThat(refusal.code()).isEqualTo(Refusals.TYPE);
                    }
                }
            }
        }
    }

    private FileKind told(String name, byte[] content) throws IOException {
        Path file = folder.resolve("content");
        Files.write(file, content);
        return Sniffer.require(FileName.of(name), file);
    }

    private void refused(String name, String content, String message) {
        refused(name, content.getBytes(StandardCharsets.UTF_8), message);
    }

    private void refused(String name, byte[] content, String message) {
        assertThatThrownBy(() -> told(name, content))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(Refusals.TYPE))
                .hasMessageContaining(message);
    }
}
