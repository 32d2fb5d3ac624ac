package cn.bioapproval.documents;

/**
 * The rendered document.
 *
 * @param fileName for a download, with the number and the title, for example {@code 厦科验受〔2026〕0001号 受理通知书.pdf}
 * @param sha256   of the bytes, lower-case hexadecimal
 */
public record DocumentPdf(String fileName, byte[] bytes, String sha256) {}
