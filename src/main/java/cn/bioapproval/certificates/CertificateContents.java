package cn.bioapproval.certificates;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What stands on a certificate.
 *
 * @param holderCode unified social credit code of the holder
 * @param category   two-digit category, one of its kind's; it stands in the number, so it never changes
 * @param fields     the texts by field key, as the kind declares them; what is optional may be left out
 * @param attachment what is printed as its attachment; {@code null} if it has none
 */
public record CertificateContents(
        String holderCode, String category, Map<String, String> fields, @Nullable Attachment attachment) {

    public CertificateContents {
        fields = Map.copyOf(fields);
    }

    /** The text of a field; empty if it is left out. */
    public String text(String key) {
        return fields.getOrDefault(key, "");
    }

    String holderName() {
        return text("holderName").strip();
    }

    String productName() {
        return text("productName").strip();
    }
}
