package cn.bioapproval.materials;

import cn.bioapproval.cases.Refusal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import org.apache.tika.io.TikaInputStream;
import org.apache.tika.metadata.Metadata;
import org.apache.tika.mime.MimeTypes;

/**
 * Tells by its content what a file is, whatever it is called. The beginning is told by Apache Tika's table of signatures;
 * inside the two kinds of containers in use, ZIP and OLE2, only the names of the parts are looked at: nothing is
 * unpacked, and what is read of a file is bounded.
 */
final class Sniffer {

    private static final int BEGINNING = 64 * 1024;
    private static final String CONTAINER = "container";

    private static final MimeTypes SIGNATURES = MimeTypes.getDefaultMimeTypes();

    private Sniffer() {}

    /**
     * The kind that both the name and the content say.
     *
     * @throws Refusal {@code ERR_MATERIAL_TYPE} if the kind is not taken, or the content is of another kind than the name says
     */
    static FileKind require(FileName name, Path file) throws IOException {
        FileKind named = kindOf(name);
        try (FileChannel content = FileChannel.open(file, StandardOpenOption.READ)) {
            boolean container = ZipNames.isZip(content) || OleNames.isOle(content);
            String signature = container ? CONTAINER : signature(content);
            Optional<FileKind> found = container ? inContainer(content) : FileKind.ofMediaType(signature);
            if (found.filter(named::equals).isEmpty()) {
                throw refused("文件“%s”按扩展名应为 %s，内容却%s，不予接收。请用原软件另存为正确的格式后重新上传。".formatted(
                        name.text(), named.label(), found.map(kind -> "是 " + kind.label()).orElse(said(signature))));
            }
        }
        return named;
    }

    /**
     * The kind that the name says.
     *
     * @throws Refusal {@code ERR_MATERIAL_TYPE} if it is not taken
     */
    static FileKind kindOf(FileName name) {
        return FileKind.named(name.extension())
                .orElseThrow(() -> refused("不接收这种格式的文件“%s”。可以上传：%s；其他格式请另存为 PDF 后上传。"
                        .formatted(name.text(), FileKind.inWords())));
    }

    private static Optional<FileKind> inContainer(FileChannel content) throws IOException {
        return OleNames.isOle(content) ? ofOle(content) : ofZip(content);
    }

    private static Optional<FileKind> ofZip(FileChannel content) throws IOException {
        Set<String> names = ZipNames.of(content);
        if (names.contains("OFD.xml")) {
            return Optional.of(FileKind.OFD);
        }
        boolean macros = names.stream().anyMatch(name -> name.endsWith("vbaProject.bin"));
        if (!names.contains("[Content_Types].xml") || macros) {
            return Optional.empty();
        }
        if (names.contains("word/document.xml")) {
            return Optional.of(FileKind.DOCX);
        }
        return names.contains("xl/workbook.xml") ? Optional.of(FileKind.XLSX) : Optional.empty();
    }

    private static Optional<FileKind> ofOle(FileChannel content) throws IOException {
        Set<String> names = OleNames.of(content);
        if (names.contains("EncryptedPackage")) {
            throw refused("文件设有打开密码，无法查验。请去掉密码后重新上传。");
        }
        if (names.contains("WordDocument")) {
            return Optional.of(FileKind.DOC);
        }
        return names.contains("Workbook") || names.contains("Book") ? Optional.of(FileKind.XLS) : Optional.empty();
    }

    private static String signature(FileChannel content) throws IOException {
        ByteBuffer beginning = ByteBuffer.allocate((int) Math.min(BEGINNING, content.size()));
        while (beginning.hasRemaining() && content.read(beginning, beginning.position()) >= 0) {
            // until full
        }
        try (var stream = TikaInputStream.get(
                new ByteArrayInputStream(beginning.array(), 0, beginning.position()))) {
            return SIGNATURES.detect(stream, new Metadata()).getBaseType().toString();
        }
    }

    private static String said(String signature) {
        if (signature.equals(CONTAINER)) {
            return "是压缩包、含宏的文档或其他格式";
        }
        if (signature.equals("application/octet-stream")) {
            return "无法识别";
        }
        if (signature.startsWith("text/") || signature.endsWith("xml")) {
            return "是文本或网页";
        }
        if (signature.contains("executable") || signature.contains("msdownload") || signature.contains("elf")) {
            return "是可执行程序";
        }
        return "是其他格式（" + signature + "）";
    }

    private static Refusal refused(String message) {
        return Refusal.invalid(Refusals.TYPE, message);
    }
}
