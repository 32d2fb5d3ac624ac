package cn.bioapproval.materials;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The kinds of files that are taken: what an office can open in twenty years, and nothing that runs or unpacks. */
enum FileKind {
    PDF("PDF", "application/pdf", true, "pdf"),
    /** The national format for electronic documents, GB/T 33190. */
    OFD("OFD", "application/ofd", false, "ofd"),
    PNG("PNG 图片", "image/png", true, "png"),
    JPEG("JPG 图片", "image/jpeg", true, "jpg", "jpeg"),
    TIFF("TIFF 图片", "image/tiff", false, "tif", "tiff"),
    DOCX(
            "Word 文档",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            false,
            "docx"),
    XLSX("Excel 表格", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", false, "xlsx"),
    DOC("Word 97-2003 文档", "application/msword", false, "doc"),
    XLS("Excel 97-2003 表格", "application/vnd.ms-excel", false, "xls");

    private final String label;
    private final String mediaType;
    private final boolean shownInBrowser;
    private final List<String> extensions;

    FileKind(String label, String mediaType, boolean shownInBrowser, String... extensions) {
        this.label = label;
        this.mediaType = mediaType;
        this.shownInBrowser = shownInBrowser;
        this.extensions = List.of(extensions);
    }

    String label() {
        return label;
    }

    String mediaType() {
        return mediaType;
    }

    boolean isShownInBrowser() {
        return shownInBrowser;
    }

    static Optional<FileKind> named(String extension) {
        return Arrays.stream(values()).filter(kind -> kind.extensions.contains(extension)).findFirst();
    }

    static Optional<FileKind> ofMediaType(String mediaType) {
        return Arrays.stream(values()).filter(kind -> kind.mediaType.equals(mediaType)).findFirst();
    }

    /** All extensions, for the browser's dialog and for messages. */
    static List<String> allExtensions() {
        return Arrays.stream(values()).flatMap(kind -> kind.extensions.stream()).toList();
    }

    static String inWords() {
        return allExtensions().stream().collect(Collectors.joining("、"));
    }
}
