package cn.bioapproval.certificates;

/**
 * The attachment of a certificate, for example the technical requirements of a product (产品技术要求): its text, or the file
 * that was handed in and is bound to the certificate by its hash, or both.
 *
 * @param text       lines as they are printed; empty if there is only a file
 * @param fileName   name of the file; empty if there is none
 * @param fileSha256 its SHA-256 in lower-case hexadecimal; empty if there is none
 */
public record Attachment(String text, String fileName, String fileSha256) {

    public Attachment {
        if (text.isBlank() && fileName.isBlank()) {
            throw new IllegalArgumentException("An attachment has a text or a file");
        }
        if (fileName.isBlank() != fileSha256.isBlank()) {
            throw new IllegalArgumentException("A file is named together with its hash");
        }
    }

    public static Attachment ofText(String text) {
        return new Attachment(text, "", "");
    }

    public static Attachment ofFile(String fileName, String fileSha256) {
        return new Attachment("", fileName, fileSha256);
    }
}
